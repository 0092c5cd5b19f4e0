//! The end of a JSON value, found without reading what is in it.

use super::DEPTH_MAX;

/// Problem found while looking for the end of a value.
pub enum Fault {
    /// Arrays and objects are nested too deep.
    Deep,
    /// Not JSON.
    Wrong(&'static str),
}

/// Search for the end of a value, over as many pieces as it has.
pub struct Scan {
    /// Brackets that close what is open.
    open: Vec<u8>,
    /// Number of arrays and objects around the value.
    level: usize,
    in_string: bool,
    is_escaped: bool,
    /// True within a number or a literal that is the whole value.
    in_scalar: bool,
}

/// Part of a value that a byte is.
enum Step {
    On,
    /// The byte is the last one.
    Last,
    /// The byte is after the last one.
    After,
}

impl Scan {
    /// Returns a search for the end of a value within `level` arrays and objects.
    pub fn new(level: usize) -> Self {
        Self { open: Vec::new(), level, in_string: false, is_escaped: false, in_scalar: false }
    }

    /// Returns how many of the bytes are of the value, and whether it ends there; an error comes
    /// with the number of bytes before it.
    pub fn run(&mut self, bytes: &[u8]) -> Result<(usize, bool), (usize, Fault)> {
        for (at, &byte) in bytes.iter().enumerate() {
            match self.step(byte).map_err(|fault| (at, fault))? {
                Step::On => {}
                Step::Last => return Ok((at + 1, true)),
                Step::After if at == 0 && !self.in_scalar => {
                    return Err((at, Fault::Wrong("expected value")));
                }
                Step::After => return Ok((at, true)),
            }
        }
        Ok((bytes.len(), false))
    }

    /// Returns whether the value may end with the file.
    pub fn may_end(&self) -> bool {
        self.in_scalar
    }

    fn step(&mut self, byte: u8) -> Result<Step, Fault> {
        if self.in_string {
            match byte {
                _ if self.is_escaped => self.is_escaped = false,
                b'\\' => self.is_escaped = true,
                b'"' => {
                    self.in_string = false;
                    return Ok(self.at_end());
                }
                _ => {}
            }
            return Ok(Step::On);
        }
        match byte {
            b'"' | b'{' | b'[' if self.in_scalar => return Ok(Step::After),
            b'"' => self.in_string = true,
            b'{' | b'[' => {
                if self.level + self.open.len() >= DEPTH_MAX {
                    return Err(Fault::Deep);
                }
                self.open.push(if byte == b'{' { b'}' } else { b']' });
            }
            b'}' | b']' => match self.open.pop() {
                None => return Ok(Step::After),
                Some(closing) if closing == byte => return Ok(self.at_end()),
                Some(_) => return Err(Fault::Wrong("expected another bracket")),
            },
            b',' | b':' | b' ' | b'\t' | b'\n' | b'\r' if self.open.is_empty() => {
                return Ok(Step::After);
            }
            _ => self.in_scalar = self.open.is_empty(),
        }
        Ok(Step::On)
    }

    fn at_end(&self) -> Step {
        if self.open.is_empty() { Step::Last } else { Step::On }
    }
}
