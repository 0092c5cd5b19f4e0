//! Import at the desk: a dry run, the import, its undoing; files that are refused, and who may do it.

use std::fmt::Write as _;

use weerwoord::account::Role;

use crate::harness::{Board, Page, Person};

/// A file of Disqus with a thread for each address, and one comment (or more) in each.
fn disqus(threads: &[(&str, &[&str])]) -> String {
    let mut xml = String::from(
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<disqus xmlns=\"http://disqus.com\" \
         xmlns:dsq=\"http://disqus.com/disqus-internals\">\n\
         <category dsq:id=\"1\"><forum>oud</forum><title>General</title>\
         <isDefault>true</isDefault></category>\n",
    );
    for (thread, (address, _)) in threads.iter().enumerate() {
        writeln!(
            xml,
            "<thread dsq:id=\"{}\"><id>{address}</id><forum>oud</forum><category dsq:id=\"1\"/>\
             <link>https://oud.example{address}</link><title>Stuk</title><message/>\
             <createdAt>2019-05-01T08:00:00Z</createdAt><author><name>Redactie</name>\
             <isAnonymous>false</isAnonymous></author><isClosed>false</isClosed>\
             <isDeleted>false</isDeleted></thread>",
            thread + 1
        )
        .unwrap();
    }
    let mut number = 100;
    for (thread, (_, comments)) in threads.iter().enumerate() {
        for text in *comments {
            number += 1;
            writeln!(
                xml,
                "<post dsq:id=\"{number}\"><id/><message><![CDATA[<p>{text}</p>]]></message>\
                 <createdAt>2019-05-02T08:00:00Z</createdAt><isDeleted>false</isDeleted>\
                 <isSpam>false</isSpam><author><name>Marit</name><isAnonymous>true</isAnonymous>\
                 </author><thread dsq:id=\"{}\"/></post>",
                thread + 1
            )
            .unwrap();
        }
    }
    xml + "</disqus>\n"
}

/// Uploads a file and waits for the end of its dry run; the address of its page.
async fn uploads(board: &Board, admin: &Person, fields: &[(&str, &str)], file: &str) -> String {
    let page = admin.uploads("/desk/import", fields, Some(("oud.xml", file.as_bytes()))).await;
    let to = page.is(303).header("location").unwrap().to_owned();
    board.app.imports.job().unwrap().ended().await;
    to
}

/// Imports after a dry run; the page with the report.
async fn imports(board: &Board, admin: &Person, job: &str) -> Page {
    admin.sends(&format!("{job}/run"), &[]).await.goes_on_to(job);
    board.app.imports.job().unwrap().ended().await;
    admin.reads(job).await.is(200)
}

/// Files left in the data folder.
fn left_behind(board: &Board) -> usize {
    let entries = std::fs::read_dir(&board.app.config.data).unwrap();
    let names = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap());
    names.filter(|name| name.contains("import")).count()
}

#[tokio::test]
async fn a_file_is_planned_imported_and_undone() {
    let board = Board::open().await;
    let ada = board.somebody("Ada", Role::Admin).await;
    let article = board.article("Van wie is het gesprek").await;
    let address = format!("/2019/05{}", article.strip_prefix("/articles").unwrap());
    let file = disqus(&[(&address, &["Eerste van toen", "Tweede van toen"])]);
    ada.reads("/desk/import").await.is(200).says("Eerst komt er altijd een proefinvoer");
    let job = uploads(&board, &ada, &[], &file).await;
    let report = ada.reads(&job).await.is(200);
    report
        .says("Er is niets veranderd: dit is wat de invoer zou doen.")
        .says("Gemaakt: 2 zichtbare reacties")
        .says("disqus oud.example")
        .says("Nu invoeren");
    ada.reads(&article).await.is(200).never_says("van toen");
    let whole = ada.reads(&format!("{job}/report")).await.is(200).text();
    assert!(whole.contains("Herkomst: disqus oud.example"), "{whole}");
    imports(&board, &ada, &job).await.says("Dit is invoer 1.").never_says("Nu invoeren");
    board.guest().reads(&article).await.is(200).says("Eerste van toen").says("Tweede van toen");
    assert!(board.delivers().await.is_empty(), "nobody gets a letter");
    let page = ada.reads("/desk/import").await.is(200);
    assert!(page.texts(".record strong")[0].starts_with("Invoer 1, "), "{}", page.text());
    page.says("oud.xml · disqus oud.example");
    // Without the tick nothing happens; with it, what was made is gone.
    ada.sends("/desk/import/runs/1/undo", &[]).await.is(422).says("Vink eerst aan");
    let sure = [("sure", "on")];
    let undone = "/desk/import?done=undone#done";
    ada.sends("/desk/import/runs/1/undo", &sure).await.goes_on_to(undone);
    ada.sends("/desk/import/runs/1/undo", &sure).await.goes_on_to(undone);
    board.guest().reads(&article).await.is(200).never_says("van toen");
    ada.reads("/desk/import").await.is(200).says("Ongedaan gemaakt op");
    let log = ada.reads("/desk/log").await.is(200).texts(".record p:first-child");
    assert_eq!(log[0], "Ada: Invoer ongedaan gemaakt · invoer 1");
    assert_eq!(log[1], "Ada: Bestand ingevoerd · invoer 1");
}

#[tokio::test]
async fn the_same_file_again_makes_nothing_and_a_newer_one_only_what_is_new() {
    let board = Board::open().await;
    let ada = board.somebody("Ada", Role::Admin).await;
    board.article("Stuk").await;
    let job = uploads(&board, &ada, &[], &disqus(&[("/stuk/", &["Een"])])).await;
    imports(&board, &ada, &job).await.says("Dit is invoer 1.");
    let job = uploads(&board, &ada, &[], &disqus(&[("/stuk/", &["Een"])])).await;
    ada.reads(&job)
        .await
        .is(200)
        .says("Er staat niets nieuws in")
        .says("Al aanwezig")
        .never_says("Nu invoeren");
    ada.sends(&format!("{job}/discard"), &[]).await.goes_on_to("/desk/import?done=discarded#done");
    let job = uploads(&board, &ada, &[], &disqus(&[("/stuk/", &["Een", "Twee"])])).await;
    ada.reads(&job).await.is(200).says("Gemaakt: 1 zichtbare");
    imports(&board, &ada, &job).await.says("Dit is invoer 2.");
    // A reader builds on it: the reasons are those of the command line.
    board.guest().sends("/articles/stuk/comments", &[("parent", "1"), ("body", "Antwoord")]).await;
    board.sets("UPDATE comments SET version = 2 WHERE id = 2").await;
    ada.sends("/desk/import/runs/2/undo", &[("sure", "on")])
        .await
        .is(409)
        .says("Moderators hebben over reacties van deze invoer besloten");
    ada.reads("/desk/import").await.is(200).never_says("Ongedaan gemaakt op");
}

#[tokio::test]
async fn a_broken_file_is_refused_with_its_place_and_changes_nothing() {
    let board = Board::open().await;
    let ada = board.somebody("Ada", Role::Admin).await;
    let article = board.article("Stuk").await;
    let file = disqus(&[("/stuk/", &["Een"])]);
    let cut = &file[..file.len() - 40];
    let job = uploads(&board, &ada, &[], cut).await;
    let page = ada.reads(&job).await.is(200).says("Byte ").says("Er is niets veranderd");
    page.never_says("--").never_says("Nu invoeren");
    ada.sends(&format!("{job}/run"), &[]).await.goes_on_to(&job);
    ada.reads(&article).await.is(200).never_says("Een");
    // It is no obstacle to the next one, and an option is named by the label of its field.
    let job = uploads(&board, &ada, &[], "zomaar een tekst").await;
    ada.reads(&job).await.is(200).says("Noem het met ‘Systeem’").never_says("--from");
    ada.sends(&format!("{job}/discard"), &[]).await.is(303);
    assert_eq!(left_behind(&board), 0);
    assert_eq!(board.value("SELECT file FROM imports").await, None);
}

#[tokio::test]
async fn one_file_at_a_time_and_a_forgotten_one_says_so() {
    let board = Board::open().await;
    let ada = board.somebody("Ada", Role::Admin).await;
    let bram = board.somebody("Bram", Role::Admin).await;
    board.article("Stuk").await;
    let file = disqus(&[("/stuk/", &["Een"])]);
    let job = uploads(&board, &ada, &[], &file).await;
    let refused = bram.uploads("/desk/import", &[], Some(("b.xml", file.as_bytes()))).await;
    refused.is(409).says("Ada is bezig met de invoer van oud.xml");
    bram.reads("/desk/import").await.is(200).says("Ada is bezig").never_says("Proefinvoer starten");
    bram.reads(&job).await.is(200).says("Nu invoeren");
    assert_eq!(left_behind(&board), 1);
    // A day later the file is gone, and the page says what to do.
    board.clock.advance(jiff::SignedDuration::from_hours(25));
    weerwoord::jobs::hourly_maintenance(&board.app).await.unwrap();
    assert_eq!(left_behind(&board), 0);
    let bram = board.somebody_again("Bram").await;
    bram.reads(&job).await.is(404).says("Deze invoer is niet meer bekend");
    bram.sends(&format!("{job}/run"), &[]).await.is(404);
    bram.sends(&format!("{job}/discard"), &[]).await.is(303);
    uploads(&board, &bram, &[], &file).await;
}

#[tokio::test]
async fn addresses_without_an_article_get_one_from_a_table() {
    let board = Board::open().await;
    let ada = board.somebody("Ada", Role::Admin).await;
    board.article("Nieuwe naam").await;
    let file = disqus(&[("/oude-naam/", &["Gevonden"]), ("/weg/", &["Verloren"])]);
    let job = uploads(&board, &ada, &[], &file).await;
    let page = ada.reads(&job).await.is(200);
    assert!(
        page.html().contains("https://oud.example/oude-naam,\nhttps://oud.example/weg,"),
        "{}",
        page.html()
    );
    let page = page.never_says("--map");
    assert_eq!(page.attribute(".notice.warn a", "href").as_deref(), Some("#lines"));
    let page = page.says("Hiervan wordt niets gemaakt").says("Koppel de adressen");
    page.never_says("Nu invoeren").says("‘Tabel van adressen (CSV)’");
    let table = format!("{job}/table");
    let wrong = [("lines", "oud.example/weg,\noud.example/oude-naam,Geen naam!")];
    ada.uploads(&table, &wrong, None).await.is(422).says("Regel 2:").says("is geen artikel");
    let right = [("lines", "oud.example/oude-naam,nieuwe-naam\noud.example/weg,")];
    ada.uploads(&table, &right, None).await.goes_on_to(&job);
    board.app.imports.job().unwrap().ended().await;
    ada.reads(&job).await.is(200).says("Gemaakt: 1 zichtbare");
    ada.uploads(&table, &[("make_articles", "on")], None).await.goes_on_to(&job);
    board.app.imports.job().unwrap().ended().await;
    ada.reads(&job).await.is(200).says("Gemaakt: 1 artikelen").says("Gemaakt: 2 zichtbare");
    imports(&board, &ada, &job).await.says("Dit is invoer 1.");
    board.guest().reads("/articles/nieuwe-naam").await.is(200).says("Gevonden");
}

#[tokio::test]
async fn the_form_says_what_is_wrong_with_it() {
    let board = Board::open().await;
    let ada = board.somebody("Ada", Role::Admin).await;
    ada.uploads("/desk/import", &[("base", "https://oud.example")], None)
        .await
        .is(422)
        .says("Kies een bestand.");
    let file = Some(("oud.xml", &b"x"[..]));
    let page = ada.uploads("/desk/import", &[("base", "oud"), ("members", "on")], file).await;
    let page = page.is(422).says("Dit is geen adres.");
    assert_eq!(page.field("base"), "oud");
    assert!(page.attribute("[name=members]", "checked").is_some());
    ada.uploads("/desk/import", &[("zone", "Mars/Olympus")], file)
        .await
        .is(422)
        .says("Er is geen tijdzone met die naam.");
    assert_eq!(left_behind(&board), 0);
    let sanne = board.somebody("Sanne Verhoef", Role::Editor).await;
    sanne.reads("/desk").await.is(200).never_says("/desk/import");
    sanne.reads("/desk/import").await.is(403);
    sanne.uploads("/desk/import", &[], file).await.is(403);
    assert_eq!(left_behind(&board), 0);
}
