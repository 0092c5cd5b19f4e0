//! Scores: what moderators decide raises what is like it in the queue, everything that is taken
//! back or erased is forgotten exactly, and nobody but moderators hears of it.

use std::collections::BTreeSet;

use weerwoord::account::{Email, Role};
use weerwoord::app::App;
use weerwoord::comment::{Comment, Reason, State};
use weerwoord::jobs;
use weerwoord::moderation::Decision;
use weerwoord::score::{Scores, Taught};
use weerwoord::store::moderation::NewDecision;

use crate::harness::{Board, PASSWORD, Person, address, link};

/// Two comments that share their words with each other, and with no list of words.
const RUDE: &str = "Typisch weer zo'n brulboei uit Zwammerdam die zijn snater niet kan houden.";
const AS_RUDE: &str = "Ach, die brulboei moet zijn snater houden.";
const KIND: &str = "Weet iemand of de cijfers over het derde kwartaal al bekend zijn?";
const REMOVE: [(&str, &str); 2] = [("decision", "remove"), ("reason", "insult")];
const KEEP: [(&str, &str); 1] = [("decision", "keep")];
const UNDO: [(&str, &str); 2] = [("decision", "restore"), ("undo", "yes")];

/// A board with an article and a moderator.
async fn board() -> (Board, String, Person) {
    let board = Board::open().await;
    let article = board.article("Gesprek").await;
    let bram = board.somebody("Bram de Wit", Role::Moderator).await;
    (board, article, bram)
}

async fn posts(board: &Board, article: &str, name: &str, text: &str) -> i64 {
    board.guest().posts_as(article, name, text, &[]).await.goes_on_to_a_comment()
}

/// The scores of texts that the stories decide about, and of some that are like them.
fn scores(app: &App) -> Vec<Scores> {
    [RUDE, AS_RUDE, KIND, "Die brulboei!", "See my site for the best offers"]
        .map(|text| app.scorer.scores(text, "nl"))
        .to_vec()
}

async fn learnt(app: &App) -> Vec<Scores> {
    app.scorer.follow(&app.store).await.unwrap();
    scores(app)
}

async fn stored(board: &Board) -> BTreeSet<i64> {
    board.app.store.lesson_ids(0).await.unwrap().into_iter().collect()
}

async fn is_well(board: &Board) {
    assert_eq!(board.app.store.inspect().await.unwrap(), Vec::<String>::new());
}

/// The numbers of the comments in the queue, in its order.
async fn queue(moderator: &Person) -> Vec<i64> {
    let (mut ids, mut path) = (Vec::new(), "/moderation?queue=review".to_owned());
    loop {
        let page = moderator.reads(&path).await.is(200);
        let cases = page.html();
        ids.extend(cases.match_indices("id=\"comment-").map(|(at, start)| {
            let rest = &cases[at + start.len()..];
            rest[..rest.find('"').unwrap()].parse::<i64>().unwrap()
        }));
        match page.attribute("[rel=next]", "href") {
            Some(next) => path = next,
            None => return ids,
        }
    }
}

#[tokio::test]
async fn a_removed_insult_raises_one_like_it_in_the_queue() {
    let (board, article, bram) = board().await;
    let rude = posts(&board, &article, "Joost", RUDE).await;
    let kind = posts(&board, &article, "Mirjam", KIND).await;
    let as_rude = posts(&board, &article, "Wies", AS_RUDE).await;
    let score = "SELECT CAST(score AS TEXT) FROM comments WHERE id = 3";
    let before: i64 = board.value(score).await.unwrap().parse().unwrap();
    bram.decides(rude, &REMOVE).await.is(303);
    assert!(jobs::learn_round(&board.app).await.unwrap() >= 1, "a score changed by enough");
    let after: i64 = board.value(score).await.unwrap().parse().unwrap();
    assert!(after >= before + 20, "{before} {after}");
    assert_eq!(queue(&bram).await, [as_rude, kind]);
    assert_eq!(jobs::learn_round(&board.app).await.unwrap(), 0, "a second round changes nothing");
    // What comes now is scored with what was learnt; what is reported or held comes first still.
    let again = posts(&board, &article, "Piet", "Een brulboei met een snater.").await;
    board.guest().sends("/comments/2/report", &[("reason", "off-topic")]).await.is(303);
    assert_eq!(queue(&bram).await[0], kind);
    assert!(queue(&bram).await.contains(&again));
    is_well(&board).await;
}

#[tokio::test]
async fn what_is_undone_brings_the_exact_scores_back() {
    let (board, article, bram) = board().await;
    for (name, text) in [("Joost", RUDE), ("Mirjam", KIND), ("Wies", AS_RUDE)] {
        posts(&board, &article, name, text).await;
    }
    let shipped = learnt(&board.app).await;
    bram.decides(1, &REMOVE).await.is(303);
    assert_ne!(learnt(&board.app).await, shipped);
    bram.decides(1, &UNDO).await.is(303);
    assert_eq!(learnt(&board.app).await, shipped);
    // Several at once, and what was learnt before a decision that is undone.
    bram.decides(3, &KEEP).await.is(303);
    let kept = learnt(&board.app).await;
    assert_ne!(kept, shipped);
    let ids = [("ids", "1:3"), ("ids", "2:1"), ("ids", "3:2")];
    bram.sends("/moderation/bulk", &[&ids[..], &REMOVE].concat()).await.is(303);
    assert_eq!(board.app.scorer.lessons(), 1, "nothing is learnt before it is read");
    assert_ne!(learnt(&board.app).await, kept);
    assert_eq!(board.app.scorer.lessons(), 3, "the removal takes the keeping back");
    bram.decides(1, &UNDO).await.is(303);
    assert_eq!(learnt(&board.app).await, kept);
    assert_eq!(board.app.scorer.lessons(), 1);
    // A removal for a reason that scores say nothing of teaches nothing, and takes the rest back.
    bram.decides(3, &[("decision", "remove"), ("reason", "off-topic")]).await.is(303);
    assert_eq!(learnt(&board.app).await, shipped);
    is_well(&board).await;
}

#[tokio::test]
async fn a_granted_appeal_and_a_decision_that_came_too_late_teach_nothing() {
    let (board, article, bram) = board().await;
    let naima = board.somebody("Naima", Role::Moderator).await;
    let shipped = learnt(&board.app).await;
    posts(&board, &article, "Joost", RUDE).await;
    // A decision about a version that is not there any more.
    let comment = board.app.store.comment(1).await.unwrap().unwrap();
    let (comment, note, route, lesson) = (&Comment { version: 7, ..comment }, None, None, None);
    let decision = Decision::Remove(Reason::Insult);
    let (becomes, moderator) = (State::Removed(Reason::Insult), 2);
    let mut late = [NewDecision { comment, decision, becomes, note, moderator, route, lesson }];
    board.app.add_lessons(&mut late).await.unwrap();
    assert!(late[0].lesson.is_some());
    assert!(!board.app.store.record(&late[0], board.app.now()).await.unwrap());
    assert!(stored(&board).await.is_empty());
    assert_eq!(learnt(&board.app).await, shipped);
    bram.decides(1, &REMOVE).await.is(303);
    assert_ne!(learnt(&board.app).await, shipped);
    let mail = board.delivers_one_to(&address("Joost")).await;
    let path = link(&mail, "/appeals/");
    board.guest().sends(&path, &[("text", "Dat is geen belediging.")]).await.is(303);
    board.clock.advance(jiff::SignedDuration::from_hours(1));
    let answer = [("outcome", "granted"), ("answer", "U hebt gelijk."), ("version", "2")];
    naima.sends("/moderation/appeals/1", &answer).await.is(303);
    assert_eq!(learnt(&board.app).await, shipped);
    is_well(&board).await;
}

#[tokio::test]
async fn what_is_expunged_and_who_leaves_is_forgotten() {
    let (board, article, bram) = board().await;
    let ada = board.somebody("Ada Lont", Role::Admin).await;
    let koning = board.somebody("Koning Bereik", Role::Member).await;
    let shipped = learnt(&board.app).await;
    posts(&board, &article, "Joost", RUDE).await;
    posts(&board, &article, "Wies", AS_RUDE).await;
    koning.posts(&article, "De snater van die brulboei, altijd maar weer.").await.is(303);
    for comment in 1..=3 {
        bram.decides(comment, &REMOVE).await.is(303);
    }
    assert_ne!(learnt(&board.app).await, shipped);
    assert_eq!(board.app.scorer.lessons(), 3);
    let order = [("why", "Bevel 12/34"), ("reason", "privacy"), ("sure", "yes")];
    ada.sends("/moderation/comments/1/expunge", &order).await.is(303);
    koning.sends("/account/leave", &[("password", PASSWORD), ("sure", "on")]).await.is(303);
    learnt(&board.app).await;
    assert_eq!(board.app.scorer.lessons(), 1);
    let wies = Email::new(&address("Wies")).unwrap();
    board.app.store.disown_guest(&wies, board.app.now()).await.unwrap();
    assert!(stored(&board).await.is_empty());
    assert_eq!(learnt(&board.app).await, shipped);
    assert_eq!(
        board.value("SELECT CAST(score AS TEXT) FROM comments WHERE id = 1").await.unwrap(),
        "0"
    );
    is_well(&board).await;
}

#[tokio::test]
async fn two_nodes_that_decide_at_once_end_with_the_same_scores() {
    let (board, article, bram) = board().await;
    let naima = board.somebody("Naima", Role::Moderator).await;
    let node = board.another_node().await;
    let elsewhere = naima.at(&node);
    for n in 0..6 {
        posts(&board, &article, "Joost", &format!("{RUDE} Nummer {n}.")).await;
    }
    for n in [1, 3, 5] {
        let (here, there) = tokio::join!(bram.decides(n, &REMOVE), elsewhere.decides(n + 1, &KEEP));
        assert_eq!([here.status, there.status].map(|status| status.as_u16()), [303, 303]);
        if n == 3 {
            learnt(&node.0).await;
        }
    }
    assert_eq!(learnt(&board.app).await, learnt(&node.0).await);
    bram.decides(5, &UNDO).await.is(303);
    assert_eq!(learnt(&board.app).await, learnt(&node.0).await);
    assert_eq!((board.app.scorer.lessons(), node.0.scorer.lessons()), (5, 5));
    // A node that starts now reads the same.
    let started = board.another_node().await;
    assert_eq!(learnt(&started.0).await, scores(&board.app));
    is_well(&board).await;
}

#[tokio::test]
async fn a_moderator_says_what_a_comment_is_without_deciding() {
    let (board, article, bram) = board().await;
    posts(&board, &article, "Joost", "Jij bent een idioot, ga iets anders doen.").await;
    let score = "SELECT CAST(score AS TEXT) FROM comments WHERE id = 1";
    let before: i64 = board.value(score).await.unwrap().parse().unwrap();
    assert!(board.app.teach(1, Taught::Keep).await.unwrap());
    let after: i64 = board.value(score).await.unwrap().parse().unwrap();
    assert!(after < before, "{before} {after}");
    assert!(!board.app.teach(1, Taught::Keep).await.unwrap(), "it was said before");
    assert!(!board.app.teach(9, Taught::Keep).await.unwrap(), "there is no such comment");
    // A decision takes its place, and when it is undone what was said before holds again.
    let said = scores(&board.app);
    bram.decides(1, &REMOVE).await.is(303);
    assert_ne!(learnt(&board.app).await, said);
    assert_eq!(board.app.scorer.lessons(), 1);
    bram.decides(1, &UNDO).await.is(303);
    assert_eq!(learnt(&board.app).await, said);
    is_well(&board).await;
}

#[tokio::test]
async fn nobody_but_moderators_meets_a_score() {
    let (board, article, _bram) = board().await;
    let koning = board.somebody("Koning Bereik", Role::Member).await;
    koning.posts(&article, "Koop bij ons").await.is(303);
    posts(&board, &article, "Joost", RUDE).await;
    board.sets("UPDATE comments SET score = 787, urgency = 787").await;
    let author = board.guest();
    for path in
        [article.as_str(), "/", "/my-comments", "/api/v1/articles", "/api/v1/comments/1", "/feed"]
    {
        for reader in [&author, &koning] {
            reader.reads(path).await.never_says("787");
        }
    }
    let comments = format!("/api/v1{article}/comments");
    let answer = author.reads(&comments).await.never_says("787").html();
    assert!(!answer.contains("\"score"), "{answer}");
}

#[tokio::test]
async fn a_score_holds_guests_alone_and_only_above_the_threshold_that_is_set() {
    let (board, article, bram) = board().await;
    let ada = board.account("Ada Lont", Role::Admin).await;
    let koning = board.somebody("Koning Bereik", Role::Member).await;
    let insult = "Jij bent een ongelooflijke idioot, achterlijke sukkel!";
    posts(&board, &article, "Joost", insult).await;
    let store = &board.app.store;
    assert_eq!(store.score_threshold().await.unwrap(), (0, None));
    let now = board.app.now();
    assert!(store.change_score_threshold(Some(500), 0, ada, now).await.unwrap());
    assert!(!store.change_score_threshold(Some(1), 0, ada, now).await.unwrap(), "overtaken");
    let wies = board.guest();
    let held = wies.posts_as(&article, "Wies", &format!("{insult} Ja!"), &[]).await;
    held.goes_on_to("/comments/2/held");
    let page = wies.reads("/comments/2/held").await.is(200);
    page.says("vraagt om een tweede blik").never_says("score");
    bram.reads("/moderation?queue=held").await.says("de score haalt de drempel");
    koning.posts(&article, &format!("{insult} Nou!")).await.goes_on_to_a_comment();
    posts(&board, &article, "Mirjam", KIND).await;
    assert!(store.change_score_threshold(None, 1, ada, now).await.unwrap());
    posts(&board, &article, "Truus", &format!("{insult} Tja!")).await;
    is_well(&board).await;
}

#[tokio::test]
async fn of_a_day_of_200_those_to_remove_are_among_the_first_70() {
    let (board, article, bram) = board().await;
    let store = &board.app.store;
    let mut bad = BTreeSet::new();
    let (mut insults, mut offers) = (INSULTS.iter(), OFFERS.iter());
    for n in 0..200 {
        let to_remove = match n % 13 {
            3 => insults.next(),
            9 => offers.next(),
            _ => None,
        };
        let text = to_remove.map_or_else(|| ordinary(n), |text| (*text).to_owned());
        let id = posts(&board, &article, &format!("Lezer {n}"), &text).await;
        if to_remove.is_some() {
            bad.insert(id);
        }
    }
    assert_eq!((bad.len(), store.newest_waiting(1_000).await.unwrap().len()), (30, 200));
    let order = queue(&bram).await;
    let places: Vec<usize> =
        (1..).zip(&order).filter(|(_, id)| bad.contains(id)).map(|p| p.0).collect();
    assert!(places[29] <= 70, "{places:?}");
}

/// A comment that nobody would remove.
fn ordinary(n: usize) -> String {
    const ABOUT: [&str; 14] = [
        "de nieuwe fietsbrug",
        "het zwembad",
        "de gemeenteraad",
        "de bibliotheek",
        "het onderzoek",
        "de huurprijzen",
        "de trein naar Zwolle",
        "het schoolplein",
        "de begroting",
        "de boeren",
        "het museum",
        "de windmolens",
        "de huisarts",
        "het verkeer op de dijk",
    ];
    const SAID: [&str; 13] = [
        "Ik woon zelf vlak bij {} en herken dit helemaal niet.",
        "Goed stuk over {}, maar de bron van dat cijfer ontbreekt.",
        "Waarom heeft niemand het over de kosten van {}?",
        "Volgens mij klopt de alinea over {} niet: het was in 2019.",
        "Mijn moeder werkte jaren voor {}, en die zou dit anders vertellen.",
        "Je vergeet dat {} ook voordelen heeft voor wie geen auto heeft.",
        "Dank voor de uitleg over {}; nu begrijp ik het beter.",
        "Dit plan voor {} is slecht doordacht en veel te duur.",
        "Heeft de redactie ook gesproken met mensen die {} elke dag gebruiken?",
        "Ik ben het oneens: {} is juist een voorbeeld van hoe het wel kan.",
        "Over tien jaar lachen we om deze ruzie rond {}.",
        "De wethouder draait om de vraag heen als het over {} gaat.",
        "Vorig jaar schreef de krant over {} nog het tegendeel.",
    ];
    SAID[n % SAID.len()].replace("{}", ABOUT[n / SAID.len() % ABOUT.len()])
}

/// Comments that insult somebody, in other words than those that the weights were made of.
const INSULTS: [&str; 15] = [
    "Wat ben jij een domme gans, lees eerst eens een boek.",
    "Hou je mond, achterlijke idioot.",
    "Jullie zijn allemaal zielige losers hier.",
    "De schrijver is een leugenaar en een lafaard, bah.",
    "Rot toch op met je gezeur, sukkel.",
    "Jij hebt duidelijk het verstand van een garnaal, debiel.",
    "Zo'n stomme trut als jij moet niet over geld praten.",
    "Ga je schamen, vieze oplichter dat je bent.",
    "Wat een hersenloos geblaat van een mislukkeling.",
    "Jij bent te dom om voor de duvel te dansen, eikel.",
    "Kansloze figuur, niemand zit op jou te wachten.",
    "Die wethouder is een klootzak, en jij ook.",
    "Ach, kruip terug in je hol, rat.",
    "Je bent gewoon een zielig mannetje, zoek hulp, gek.",
    "Smerige hypocriet, van mij mag je doodvallen.",
];

/// Comments that advertise something.
const OFFERS: [&str; 15] = [
    "Bekijk mijn site voor goedkope zonnepanelen: https://zon-actie.example",
    "Bestel vandaag met 20% korting op www.fietsdeal.example en betaal later.",
    "Ik verdien 3000 euro per maand thuis, mail mij op rijk@geld.example voor uitleg.",
    "Volg mijn kanaal voor meer tips, link staat in mijn profiel!",
    "Gratis proefles bij onze sportschool, meld je aan via https://fit.example/proef",
    "Wij leveren kozijnen door heel Nederland, vraag nu een offerte aan op kozijn.example",
    "Koop volgers en likes, snelle levering: https://likes.example",
    "Lees ook mijn blog over beleggen: https://beleggen.example/gratis-e-book",
    "Verhuizen? Bel 06-00000000 voor de laagste prijs, zeven dagen per week.",
    "Casino zonder inzet, claim je bonus op https://gok.example",
    "Mijn nieuwe boek is nu te koop, gebruik code LEZER voor korting.",
    "Download onze app en krijg 10 euro cadeau: https://app.example/win",
    "Lening nodig zonder toetsing? App ons op +31 6 00000000.",
    "Abonneer je op mijn nieuwsbrief met elke week aanbiedingen: https://brief.example",
    "Webshop met originele merkkleding, tot 70% goedkoper, klik hier https://merk.example",
];
