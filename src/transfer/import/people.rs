//! Accounts of an import: of authors, and of members if they are wanted.

use std::collections::{HashMap, HashSet};

use super::ImportOptions;
use crate::account::{Email, NAME_MAX, Name};
use crate::article::Slug;
use crate::error::Result;
use crate::import::record::{About, Author};
use crate::store::Store;
use crate::store::imports::{StagedPerson, Staging};

/// Domain of addresses of authors whose address is not known; no mail can go there (RFC 2606).
const NOWHERE: &str = "no-address.invalid";

/// Decides for each person who needs an account which one it is, or that one is made.
///
/// `name` is that of the account that signs contents without an author on a board without editors.
pub(super) async fn plan(
    store: &Store,
    staging: &mut Staging,
    options: &ImportOptions,
    origin: Option<i64>,
    name: &str,
) -> Result<()> {
    staging.want_authors(options.members).await?;
    if staging.lacks_author().await? {
        let account = match options.account {
            Some(account) => Some(account),
            None => store.first_editor().await?,
        };
        staging.add_nobody(account, name).await?;
    }
    let mut names = HashSet::new();
    let mut emails = HashSet::new();
    let mut after: Option<String> = None;
    loop {
        let people = staging.wanted_people(after.as_deref()).await?;
        let Some(last) = people.last() else { return Ok(()) };
        after = Some(last.key.clone());
        let keys: Vec<String> = people.iter().map(|person| person.key.clone()).collect();
        let there = match origin {
            Some(origin) => store.imported(origin, "account", &keys).await?,
            None => HashMap::new(),
        };
        for person in people {
            let known = match there.get(&person.key) {
                Some(known) => Some(*known),
                None => account_of(store, options, &person).await?,
            };
            if let Some(known) = known {
                staging.give_account(&person.key, known).await?;
                continue;
            }
            let name = free_name(store, &mut names, &person).await?;
            let email = match person.email.clone().map(Email::stored) {
                Some(email) if emails.insert(email.key()) => email,
                _ => nowhere(store, &mut emails, &name).await?,
            };
            if Some(name.as_str()) != person.name.as_deref() {
                let what = format!("person {}", person.key);
                staging.note(&what, About::NameCut.code(), name.as_str()).await?;
            }
            staging.name_person(&person.key, name.as_str(), &email).await?;
        }
    }
}

/// Returns the account that a person assigned, or that has the address.
async fn account_of(
    store: &Store,
    options: &ImportOptions,
    person: &StagedPerson,
) -> Result<Option<i64>> {
    let author = Author {
        person: Some(person.key.clone()),
        name: person.name.clone(),
        email: person.email.clone(),
    };
    let assigned = options.map.author(&author).map(|email| Email::stored(email.to_owned()));
    for email in assigned.into_iter().chain(person.email.clone().map(Email::stored)) {
        if let Some(account) = store.account(&email).await? {
            return Ok(Some(account.id));
        }
    }
    Ok(None)
}

/// Returns the name of a person, with a number behind it if another has it.
async fn free_name(
    store: &Store,
    taken: &mut HashSet<String>,
    person: &StagedPerson,
) -> Result<Name> {
    let name = person.name.clone().unwrap_or_else(|| person.key.clone());
    let short: String = name.chars().take(NAME_MAX - 8).collect();
    for number in 1_u64.. {
        let name = match number {
            1 => Name::stored(name.clone()),
            number => Name::stored(format!("{short} {number}")),
        };
        if !taken.contains(&name.key()) && !store.is_member_name(&name).await? {
            taken.insert(name.key());
            return Ok(name);
        }
    }
    Ok(Name::stored(name))
}

/// Returns an address to which no mail can go.
async fn nowhere(store: &Store, taken: &mut HashSet<String>, name: &Name) -> Result<Email> {
    let slug = Slug::of(name.as_str());
    let slug = slug.as_ref().map_or("author", Slug::as_str);
    for number in 1_u64.. {
        let email = Email::stored(format!("{slug}-{number}@{NOWHERE}"));
        if !taken.contains(&email.key()) && store.account(&email).await?.is_none() {
            taken.insert(email.key());
            return Ok(email);
        }
    }
    Ok(Email::stored(format!("{slug}@{NOWHERE}")))
}
