//! Crowd that posts as people do: texts of all lengths, under names and addresses of their own, on
//! ten articles of which one is hot, guests and members.

use std::fmt::Write;
use std::sync::Arc;

use crate::client::{Line, Request, block_on};
use crate::home::Home;
use crate::server::{ARTICLE, Server};

/// Number of articles that are commented on.
pub const ARTICLES: u64 = 10;
/// Number of members among the senders.
const MEMBERS: u64 = 4;
/// One comment in so many is a member's.
const MEMBER_EVERY: u64 = 5;
/// Lengths of comments in characters, each of them as common as the others.
///
/// The median is 280, one in ten has more than 600; of the longest, one in ten has 5,000.
const LENGTHS: [usize; 20] = [
    40, 80, 115, 145, 170, 195, 220, 240, 260, 280, 305, 335, 370, 410, 455, 510, 570, 640, 850,
    1_400,
];
const LONGEST: usize = 5_000;

/// Words of the texts.
const WORDS: [&str; 64] = [
    "de",
    "het",
    "een",
    "en",
    "van",
    "ik",
    "is",
    "dat",
    "niet",
    "op",
    "te",
    "met",
    "voor",
    "aan",
    "er",
    "maar",
    "om",
    "bij",
    "ook",
    "als",
    "klant",
    "winkel",
    "antwoord",
    "vraag",
    "reactie",
    "artikel",
    "bureau",
    "merk",
    "campagne",
    "nieuwsbrief",
    "lezer",
    "schrijver",
    "redactie",
    "kosten",
    "bereik",
    "cijfers",
    "weken",
    "maanden",
    "jaren",
    "gesprek",
    "klacht",
    "dienst",
    "rooster",
    "telefoon",
    "website",
    "zoeken",
    "vinden",
    "betalen",
    "wachten",
    "schrijven",
    "lezen",
    "denken",
    "werken",
    "snel",
    "langzaam",
    "eerlijk",
    "duidelijk",
    "goedkoop",
    "nieuw",
    "oud",
    "altijd",
    "nooit",
    "soms",
    "misschien",
];

/// Returns requests that post comments, a different one for each number.
pub fn posts(sessions: &[String]) -> Request {
    let sessions = sessions.to_vec();
    Arc::new(move |number| {
        let mut draws = Draws(number);
        let hot = draws.below(2) == 0;
        let article = if hot { 0 } else { draws.below(ARTICLES) };
        let member = draws.below(MEMBER_EVERY) == 0 && !sessions.is_empty();
        let session = member.then(|| draws.one(&[0, 1, 2, 3]));
        let session = session.and_then(|number: usize| sessions.get(number));
        post(&article_path(article), number, session.map(String::as_str))
    })
}

/// Returns the request that posts a comment of this number, of a member with a session or a guest.
pub fn post(path: &str, number: u64, session: Option<&str>) -> Vec<u8> {
    let mut body = String::from("intent=post&body=");
    Draws(!number).text(&mut body);
    let mut cookie = String::new();
    if let Some(session) = session {
        cookie = format!("cookie: {session}\r\n");
        body.push_str("&signed_in=yes");
    } else {
        write!(body, "&name=Lezer+{number}&email=lezer{number}%40post.example")
            .expect("a String takes everything");
    }
    let length = body.len();
    format!(
        "POST {path}/comments HTTP/1.1\r\nhost: board.example\r\n\
         sec-fetch-site: same-origin\r\n{cookie}\
         content-type: application/x-www-form-urlencoded\r\n\
         content-length: {length}\r\n\r\n{body}"
    )
    .into_bytes()
}

/// Returns the path of an article; number 0 is the hot one.
fn article_path(number: u64) -> String {
    if number == 0 { ARTICLE.to_owned() } else { format!("/articles/nu-{number}") }
}

/// Adds the articles beside the hot one.
pub fn add_articles(home: &Home) {
    for number in 1..ARTICLES {
        let text = format!(
            "+++\ntitle = \"Nu {number}\"\nauthor = \"sanne.verhoef@post.example\"\n\
             published = 2026-01-01\n+++\nEen kop in de krant.\n"
        );
        home.add_article(&text);
    }
}

/// Adds the members and returns their addresses with their passwords.
pub fn members(home: &Home) -> Vec<(String, String)> {
    (0..MEMBERS).map(|number| account(home, &format!("Lid {number}"), "member")).collect()
}

/// Adds an account and returns its address and its password.
pub fn account(home: &Home, name: &str, role: &str) -> (String, String) {
    let email = format!("{}@post.example", name.to_lowercase().replace(' ', "."));
    let fields = ["account", "add", "--name", name, "--email", &email, "--role", role];
    let output = home.program().args(fields).stdout(std::process::Stdio::piped()).output();
    let output = String::from_utf8(output.expect("the program").stdout).expect("text");
    let password = output.lines().find_map(|line| line.strip_prefix("Password: "));
    (email, password.expect("a password").to_owned())
}

/// Logs in and returns the cookie of the session.
pub fn session(server: &Server, (email, password): &(String, String)) -> String {
    let body = format!("email={}&password={password}", email.replace('@', "%40"));
    let request = format!(
        "POST /login HTTP/1.1\r\nhost: board.example\r\nsec-fetch-site: same-origin\r\n\
         content-type: application/x-www-form-urlencoded\r\ncontent-length: {}\r\n\r\n{body}",
        body.len()
    );
    block_on(async {
        let mut line = Line::open(server.address).await;
        let (head, _) = line.ask(request.as_bytes(), 303).await;
        let head = String::from_utf8_lossy(head).into_owned();
        let cookies = head.lines().filter_map(|line| line.strip_prefix("set-cookie: "));
        let mut sessions = cookies.filter(|cookie| cookie.contains("weerwoord_session="));
        let session = sessions.next().and_then(|cookie| cookie.split(';').next());
        session.expect("a session").to_owned()
    })
}

/// Draws that follow from a number (splitmix64, Steele and others, 2014).
struct Draws(u64);

impl Draws {
    fn below(&mut self, bound: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        (mixed ^ (mixed >> 31)) % bound
    }

    fn one<T: Copy>(&mut self, of: &[T]) -> T {
        let count = u64::try_from(of.len()).expect("a small list");
        of[usize::try_from(self.below(count)).unwrap_or_default()]
    }

    /// Appends a text in the form of a submitted field.
    fn text(&mut self, to: &mut String) {
        let drawn = self.one(&LENGTHS);
        let is_longest = drawn == LENGTHS[LENGTHS.len() - 1] && self.below(10) == 0;
        let end = to.len() + if is_longest { LONGEST } else { drawn };
        to.push_str("Ik");
        while to.len() < end {
            to.push('+');
            to.push_str(self.one(&WORDS));
            match self.below(60) {
                0..4 => to.push('.'),
                4..6 => to.push(','),
                6 => to.push_str("%0D%0A%0D%0A"),
                7 => to.push_str("+*echt*"),
                _ => {}
            }
        }
        to.push('.');
    }
}
