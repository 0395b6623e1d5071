//! Makes rounds fit the time there is.

use super::{FOLLOW_UP_S, Item, Round, Stage};

/// Gives each round its share of `total_s` and drops what does not fit, the least needed first.
/// Where not even one question a round fits, rounds are dropped from the end.
pub(super) fn fit(rounds: &mut Vec<Round>, total_s: f64) {
    loop {
        let share_s = total_s / rounds.len() as f64;
        for round in rounds.iter_mut() {
            round.budget_s = Some(share_s);
            trim(round, share_s);
        }
        if rounds.len() < 2 || rounds.iter().map(Round::planned_s).sum::<f64>() <= total_s {
            return;
        }
        rounds.pop();
    }
}

/// Drops what does not fit into `budget_s`: follow-ups beyond the first (of a list all), the candidate's own
/// questions, functional questions, second questions of a principle, the introduction, then
/// principles from the last; of a list what was practised most.
///
/// What room that leaves goes back into follow-ups, never more than there were.
pub(super) fn trim(round: &mut Round, budget_s: f64) {
    let before: Vec<Item> = round.items.clone();
    while round.planned_s() > budget_s {
        if !shorten(round) {
            return;
        }
    }
    let had = |id: &str| {
        before.iter().find(|item| item.question.id == id).map_or(0, |item| item.follow_ups)
    };
    let mut left_s = budget_s - round.planned_s();
    while left_s >= FOLLOW_UP_S {
        let fewest = round
            .items
            .iter_mut()
            .filter(|item| item.follow_ups < had(&item.question.id))
            .min_by_key(|item| item.follow_ups);
        let Some(item) = fewest else { return };
        item.follow_ups += 1;
        left_s -= FOLLOW_UP_S;
    }
}

fn shorten(round: &mut Round) -> bool {
    let most = round.items.iter_mut().rev().max_by_key(|item| item.follow_ups);
    if let Some(item) = most.filter(|item| item.follow_ups > 1) {
        item.follow_ups -= 1;
        return true;
    }
    // Of a list every question is worth more than digging into one.
    let listed =
        round.items.iter_mut().rev().find(|i| i.stage == Stage::Listed && i.follow_ups > 0);
    if let Some(item) = listed {
        item.follow_ups = 0;
        return true;
    }
    if round.items.len() <= 1 {
        // One question stays, whatever it takes; its follow-up may go.
        return round.items.iter_mut().any(|item| std::mem::take(&mut item.follow_ups) > 0);
    }
    let Some(at) = least_needed(&round.items) else { return false };
    let gone = round.items.remove(at);
    if let Some(name) = gone.principle
        && !round.items.iter().any(|item| item.principle.as_ref() == Some(&name))
    {
        round.principles.retain(|principle| *principle != name);
    }
    true
}

fn least_needed(items: &[Item]) -> Option<usize> {
    let last = |stage| items.iter().rposition(|item| item.stage == stage);
    let second = || {
        let is_second = |at: &usize| {
            let principle = &items[*at].principle;
            principle.is_some() && items[..*at].iter().any(|item| &item.principle == principle)
        };
        (0..items.len()).rev().find(is_second)
    };
    let listed = || {
        let needs = items.iter().enumerate().filter(|(_, item)| item.stage == Stage::Listed);
        // The introduction of a list opens every interview: it goes last.
        let keyed = needs.map(|(at, item)| (at, item.practised.need() + f64::from(at == 0)));
        keyed.min_by(|a, b| a.1.total_cmp(&b.1).then(b.0.cmp(&a.0))).map(|(at, _)| at)
    };
    last(Stage::Closing)
        .or_else(|| last(Stage::Functional))
        .or_else(second)
        .or_else(|| last(Stage::Introduction))
        .or_else(|| last(Stage::Behavioural))
        .or_else(listed)
}
