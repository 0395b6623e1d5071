//! Times as people read them: on the clock of this machine. What is written down is UTC, so that
//! no name comes twice when clocks are put back.

use jiff::civil::DateTime;
use jiff::tz::TimeZone;
use jiff::{Timestamp, Zoned};

/// How a take's folder is named; more of the same second get a number behind it.
const NAME: &str = "%Y-%m-%dT%H-%M-%S";

/// `2026-01-31 18:00` for the take `<question>/2026-01-31T09-00-00Z` where clocks show nine hours
/// more. A name of another form comes back as it is.
pub fn of_take(id: &str) -> String {
    in_form(id, "%Y-%m-%d %H:%M")
}

/// The same to the second, `2026-01-31 18:00:00`: tells takes of one minute apart.
pub fn of_take_exactly(id: &str) -> String {
    in_form(id, "%Y-%m-%d %H:%M:%S")
}

fn in_form(id: &str, form: &str) -> String {
    let name = id.rsplit('/').next().unwrap_or(id);
    started(name).map_or_else(|| name.to_owned(), |at| shown(at, TimeZone::system(), form))
}

/// The day of an RFC 3339 time; `None` where it is none.
pub fn day_of(time: &str) -> Option<String> {
    Some(zoned(time.parse().ok()?).strftime("%Y-%m-%d").to_string())
}

/// Midnights between two moments, 0 where `to` comes first: 1 from yesterday evening to now.
pub fn days_between(from: Timestamp, to: Timestamp) -> i64 {
    let days = zoned(from).date().until(zoned(to).date()).map_or(0, |span| span.get_days());
    i64::from(days.max(0))
}

fn zoned(at: Timestamp) -> Zoned {
    at.to_zoned(TimeZone::system())
}

fn started(name: &str) -> Option<Timestamp> {
    let time = DateTime::strptime(NAME, name.get(..19)?).ok()?;
    Some(time.to_zoned(TimeZone::UTC).ok()?.timestamp())
}

fn shown(at: Timestamp, zone: TimeZone, form: &str) -> String {
    at.to_zoned(zone).strftime(form).to_string()
}

#[cfg(test)]
mod tests {
    use jiff::tz::offset;

    use super::*;

    #[test]
    fn a_take_made_in_seoul_shows_the_time_of_seoul() {
        let seoul = TimeZone::fixed(offset(9));
        for name in ["2026-01-31T18-30-59Z", "2026-01-31T18-30-59Z-2"] {
            let shown = shown(started(name).unwrap(), seoul.clone(), "%Y-%m-%d %H:%M");
            assert_eq!(shown, "2026-02-01 03:30");
        }
        let name = "why/2026-01-31T18-30-59Z";
        assert!(of_take_exactly(name).starts_with(&of_take(name)));
        assert_eq!(of_take("why/a name of my own"), "a name of my own");
        assert_eq!(of_take("why/2026년 1월 31일의 녹음입니다"), "2026년 1월 31일의 녹음입니다");
    }

    #[test]
    fn days_are_counted_by_midnights() {
        let noon: Timestamp = "2026-01-31T12:00:00Z".parse().unwrap();
        assert_eq!(days_between(noon, noon), 0);
        assert_eq!(days_between(noon, noon + jiff::SignedDuration::from_hours(48)), 2);
        assert_eq!(days_between(noon, noon - jiff::SignedDuration::from_hours(48)), 0);
    }
}
