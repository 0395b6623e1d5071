use super::*;
use crate::question::parse_notes;

fn notes() -> Notes {
    parse_notes(&[
        ("notes/onsite.en.md".into(), include_str!("../../../notes/onsite.en.md").into()),
        ("notes/phone.ko.md".into(), include_str!("../../../notes/phone.ko.md").into()),
    ])
}

fn planned(wishes: Wishes) -> Result<Plan, PlanError> {
    plan(&notes(), &HashMap::new(), &Targets::default(), &wishes)
}

#[test]
fn a_loop_takes_two_principles_an_interviewer_by_rank() {
    let plan = planned(Wishes::default()).unwrap();
    let principles: Vec<_> = plan.rounds.iter().map(|round| round.principles.clone()).collect();
    assert_eq!(principles, [["Deliver Results", "Earn Trust"], ["Dive Deep", "Learn and Grow"]]);
    for round in &plan.rounds {
        assert_eq!(round.items.first().unwrap().stage, Stage::Introduction);
        assert_eq!(round.items.last().unwrap().stage, Stage::Closing);
        assert!(round.planned_s() <= round.budget_s.unwrap(), "{}", round.planned_s());
    }
    assert!(!plan.phone);
}

#[test]
fn a_principle_without_a_question_gets_one() {
    let plan = planned(Wishes::default()).unwrap();
    let mut items = plan.rounds[1].items.iter();
    let item = items.find(|item| item.question.id == "principle-learn-and-grow");
    assert!(item.unwrap().question.prompt.contains("Learn and Grow"));
}

#[test]
fn the_phone_list_is_one_round_in_order() {
    let plan = planned(Wishes { phone: true, ..Wishes::default() }).unwrap();
    assert!(plan.phone && plan.rounds.len() == 1);
    let numbers: Vec<_> =
        plan.rounds[0].items.iter().filter_map(|item| item.question.number).collect();
    assert!(numbers.len() > 3 && numbers.is_sorted(), "{numbers:?}");
}

#[test]
fn minutes_are_kept_and_every_round_still_asks() {
    for minutes in [10.0, 20.0, 40.0] {
        let plan = planned(Wishes { minutes: Some(minutes), ..Wishes::default() }).unwrap();
        assert!(plan.planned_s() <= minutes * 60.0, "{minutes}: {}", plan.planned_s());
        assert!(plan.rounds.iter().all(|round| !round.items.is_empty()));
    }
}

#[test]
fn principles_can_be_named_by_a_part_and_unknown_ones_are_refused() {
    let wishes = |names: &[&str]| Wishes {
        principles: names.iter().map(|name| (*name).into()).collect(),
        ..Wishes::default()
    };
    let plan = planned(wishes(&["dive deep", "trust"])).unwrap();
    assert_eq!(plan.rounds.len(), 1);
    assert_eq!(plan.rounds[0].principles, ["Dive Deep", "Earn Trust"]);
    let error = planned(wishes(&["Frugality"])).unwrap_err();
    assert!(error.to_string().contains("Earn Trust"), "{error}");
}

#[test]
fn a_round_can_be_chosen_and_one_too_many_is_refused() {
    let round = |round| planned(Wishes { round: Some(round), ..Wishes::default() });
    assert_eq!(round(2).unwrap().rounds[0].number, 2);
    assert_eq!(round(3), Err(PlanError::NoRound { asked: 3, rounds: 2 }));
}

#[test]
fn questions_that_need_practice_come_first() {
    let notes = parse_notes(&[(
        "notes/n.md".into(),
        "# Questions\n## Earn Trust\nQ. Tell me about a time you had a hard talk.\n\nQ. Describe a time you had a doubt.\n"
            .into(),
    )]);
    let practised = |takes| Practised { takes, covered: Some(0.9), ..Practised::default() };
    let ids: Vec<&str> = notes.questions.iter().map(|question| question.id.as_str()).collect();
    for (first, second) in [(0, 1), (1, 0)] {
        let known = HashMap::from([
            (ids[first].to_owned(), practised(0)),
            (ids[second].to_owned(), practised(3)),
        ]);
        let plan = plan(&notes, &known, &Targets::default(), &Wishes::default()).unwrap();
        let asked: Vec<&str> = plan.rounds[0]
            .items
            .iter()
            .filter(|item| item.stage == Stage::Behavioural)
            .map(|item| item.question.id.as_str())
            .collect();
        assert_eq!(asked[0], ids[first], "{asked:?}");
    }
}

#[test]
fn a_principle_wished_twice_is_asked_once_and_notes_without_any_say_so() {
    let twice = vec!["Dive Deep".to_owned(), "dive deep".to_owned()];
    let plan = planned(Wishes { principles: twice.clone(), ..Wishes::default() }).unwrap();
    assert_eq!(plan.rounds[0].principles, ["Dive Deep"]);
    let notes = parse_notes(&[("notes/n.md".into(), "# Questions\n1. What is DNS?\n".into())]);
    let wishes = Wishes { principles: twice, ..Wishes::default() };
    let error = super::plan(&notes, &HashMap::new(), &Targets::default(), &wishes);
    assert_eq!(error, Err(PlanError::NoPrinciples));
}

#[test]
fn the_stated_time_of_a_principle_is_filled_with_a_second_question() {
    let note = |minutes| {
        format!(
            "# Format\nBehavioral questions ({minutes} mins for each LP)\n\n\
             # Principles in order of relevance\n1. Earn Trust\n\n\
             # Questions\n## Earn Trust\nQ. Tell me about a time you helped a teammate.\n"
        )
    };
    let stories = |minutes| {
        let notes = parse_notes(&[("notes/n.md".into(), note(minutes))]);
        let plan = super::plan(&notes, &HashMap::new(), &Targets::default(), &Wishes::default());
        let items = plan.unwrap().rounds.remove(0).items;
        let of: Vec<_> =
            items.into_iter().filter(|item| item.stage == Stage::Behavioural).collect();
        of.into_iter().map(|item| item.question.prompt).collect::<Vec<_>>()
    };
    assert_eq!(stories(8).len(), 1);
    let long = stories(22);
    assert_eq!(long.len(), 2);
    assert!(long[1].contains("another time"), "{long:?}");
}

#[test]
fn a_list_follows_up_only_where_a_written_answer_tells_what_was_left_out() {
    let plan = planned(Wishes { phone: true, ..Wishes::default() }).unwrap();
    for item in &plan.rounds[0].items {
        let written = item.question.reference.is_some() && item.question.limit_s.is_none();
        assert_eq!(item.follow_ups > 0, written, "{}", item.question.prompt);
    }
}

#[test]
fn an_introduction_in_the_other_language_opens_the_round_when_it_stands_in_the_same_note() {
    let first = |files: &[(&str, &str)]| {
        let files: Vec<_> = files.iter().map(|(n, t)| ((*n).into(), (*t).to_owned())).collect();
        let notes = parse_notes(&files);
        let plan = super::plan(&notes, &HashMap::new(), &Targets::default(), &Wishes::default());
        plan.unwrap().rounds[0].items[0].question.prompt.clone()
    };
    let story = "## Earn Trust\nQ. Tell me about a time you helped a teammate.\n";
    let korean = "### 1. 2분 내로 자기소개\n안녕하세요, 저는 배우는 것을 좋아합니다.\n";
    let english = "### 1. Tell me about yourself.\nI like to learn.\n";
    let story_korean = "## 신뢰\nQ. 신뢰를 얻은 경험을 말씀해 주세요.\n";
    let one = |intro: &str, story: &str| first(&[("notes/n.md", &format!("{intro}\n{story}"))]);
    assert!(one(korean, story).contains("자기소개"));
    assert!(one(english, story_korean).contains("about yourself"));
    // One in the language of the round goes first, wherever it stands.
    let both = first(&[("notes/a.md", &format!("{korean}\n{story}")), ("notes/b.md", english)]);
    assert!(both.contains("about yourself"), "{both}");
    // That of a phone note in Korean is none for a loop in English.
    let apart = first(&[("notes/a.md", story), ("notes/b.md", korean)]);
    assert_eq!(apart, "Please introduce yourself briefly.");
}

#[test]
fn a_misspelt_heading_has_its_question_asked_for_the_principle_it_means() {
    let note = "# Principles in order of relevance\n1. Dive Deep\n2. Earn Trust\n\n# Questions\n\
        ## Dive Dep\nQ. Tell me about a time you dug into data.\n";
    let notes = parse_notes(&[("notes/n.md".into(), note.into())]);
    let wishes = Wishes { principles: vec!["Dvie Deep".into()], ..Wishes::default() };
    let plan = super::plan(&notes, &HashMap::new(), &Targets::default(), &wishes).unwrap();
    let asked = plan.rounds[0].items.iter().find(|item| item.stage == Stage::Behavioural).unwrap();
    assert_eq!(asked.question.prompt, "Tell me about a time you dug into data.");
    assert_eq!(asked.principle.as_deref(), Some("Dive Deep"));
}
