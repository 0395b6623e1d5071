//! Amounts in a written word: numbers, clock times, money, units.

use super::super::number;
use super::reader::{Reader, Script, run};

impl Reader {
    /// Reads the number at the start of `text`; bytes used.
    pub(super) fn number(&mut self, text: &str, before: Script, money: bool) -> usize {
        let digits = text.len() - text.trim_start_matches(|c: char| c.is_ascii_digit()).len();
        // 12:30
        if let Some((hours, minutes, used)) = clock(text, digits) {
            self.clock(hours, minutes);
            let tail = &text[used..];
            return used + (tail.len() - self.unit(tail).len());
        }
        let (whole, mut used, grouped) = whole_number(text, digits);
        let decimals = text[used..]
            .strip_prefix('.')
            .map(|rest| rest.len() - rest.trim_start_matches(|c: char| c.is_ascii_digit()).len())
            .filter(|&count| count > 0);
        let decimals = decimals.map(|count| {
            let found = &text[used + 1..used + 1 + count];
            used += 1 + count;
            found
        });
        let tail = &text[used..];
        if self.korean() {
            self.korean_number(&whole, decimals, tail, before);
            let unit = if before == Script::Latin { 0 } else { tail.len() - self.unit(tail).len() };
            return used + unit;
        }
        let value = whole.parse::<u64>().ok();
        let plain = !grouped && decimals.is_none() && !money;
        match value {
            Some(value) if plain && ordinal(tail) => {
                self.say_all(number::english_ordinal(value));
                return used + 2;
            }
            Some(value) if plain && whole.len() == 4 && (1900..2100).contains(&value) => {
                let mut words = number::english_year(value);
                // "1990s"
                if tail == "s" || tail == "'s" {
                    if let Some(last) = words.last_mut() {
                        *last = last
                            .strip_suffix('y')
                            .map_or(format!("{last}s"), |l| format!("{l}ies"));
                    }
                    used += tail.len();
                }
                self.say_all(words);
            }
            // "the 90s"
            Some(value)
                if plain && (20..100).contains(&value) && value % 10 == 0 && tail == "s" =>
            {
                let mut word = number::english(value).concat();
                word.truncate(word.len() - 1);
                self.say(word + "ies");
                return used + 1;
            }
            Some(value) if before == Script::Latin => {
                // "EC2", "COVID-19": one word with its letters.
                self.joined(&number::english(value).join("-"));
            }
            Some(value) if !(whole.len() > 1 && whole.starts_with('0')) => {
                self.say_all(number::english(value));
            }
            _ => self.say_all(whole.bytes().map(|d| number::english(u64::from(d - b'0')).concat())),
        }
        if let Some(decimals) = decimals {
            if money && decimals.len() == 2 {
                // "$5.50" is five fifty; the currency follows, spoken or not.
                self.say_all(number::english(decimals.parse().unwrap_or(0)));
            } else {
                self.say("point");
                self.say_all(
                    decimals.bytes().map(|d| number::english(u64::from(d - b'0')).concat()),
                );
            }
        }
        if before == Script::Latin {
            return used;
        }
        let tail = &text[used..];
        used + (tail.len() - self.unit(tail).len())
    }

    pub(super) fn korean_number(
        &mut self,
        whole: &str,
        decimals: Option<&str>,
        tail: &str,
        before: Script,
    ) {
        let value =
            whole.parse::<u64>().ok().filter(|_| whole.len() == 1 || !whole.starts_with('0'));
        if before == Script::Latin {
            // "EC2" is 이씨투: single digits behind letters keep their English names.
            const NAMES: [&str; 10] =
                ["제로", "원", "투", "쓰리", "포", "파이브", "식스", "세븐", "에잇", "나인"];
            let name = match value {
                Some(value @ 0..10) => NAMES[value as usize].to_owned(),
                Some(value) => number::sino_korean(value).concat(),
                None => number::korean_digits(whole),
            };
            return self.joined(&name);
        }
        let native = value
            .filter(|_| decimals.is_none() && number::takes_native(tail))
            .and_then(number::native_korean);
        let month = value.filter(|_| decimals.is_none() && tail.starts_with('월'));
        match (native, value) {
            (Some(native), _) => self.say(native),
            // June and October lose a sound: 유월, 시월.
            (None, _) if month == Some(6) => self.say("유"),
            (None, _) if month == Some(10) => self.say("시"),
            (None, Some(value)) => {
                // 만, 천 and 억 written behind the number go on with it: 40만.
                self.say_all(number::sino_korean(value));
            }
            (None, None) => self.say(number::korean_digits(whole)),
        }
        if let Some(decimals) = decimals {
            self.say("점");
            self.say(number::korean_digits(decimals));
        }
    }

    pub(super) fn clock(&mut self, hours: u64, minutes: u64) {
        if self.korean() {
            let hour = number::native_korean(hours).filter(|_| (1..=12).contains(&hours));
            self.say(hour.unwrap_or_else(|| number::sino_korean(hours).concat()));
            self.say("시");
            if minutes > 0 {
                self.say(number::sino_korean(minutes).concat());
                self.say("분");
            }
            return;
        }
        self.say_all(number::english(hours));
        match minutes {
            0 => self.say("o'clock"),
            1..10 => {
                self.say("oh");
                self.say_all(number::english(minutes));
            }
            _ => self.say_all(number::english(minutes)),
        }
    }

    /// Says "k", "M" and the like behind an amount; what is left.
    pub(super) fn magnitude<'a>(&mut self, rest: &'a str) -> &'a str {
        let letters = run(rest, Script::Latin);
        let name = match (&rest[..letters], self.korean()) {
            ("k" | "K", false) => "thousand",
            ("m" | "M", false) => "million",
            ("b" | "B" | "bn", false) => "billion",
            _ => return rest,
        };
        self.say(name);
        &rest[letters..]
    }

    /// Says a unit behind a number ("ms", "GB", "k", "x"); what is left.
    pub(super) fn unit<'a>(&mut self, rest: &'a str) -> &'a str {
        let letters = run(rest, Script::Latin);
        let name = match &rest[..letters] {
            unit if self.korean() => match korean_unit(unit) {
                Some(name) => name,
                None => return rest,
            },
            "am" | "AM" => "A-M",
            "pm" | "PM" => "P-M",
            "fps" => {
                self.say_all(["frames", "per", "second"].map(String::from));
                return &rest[letters..];
            }
            "k" | "K" => "thousand",
            "M" => "million",
            "x" | "X" => "times",
            "s" => "seconds",
            "ms" => "milliseconds",
            "h" => "hours",
            "min" | "mins" => "minutes",
            "KB" | "kB" => "kilobytes",
            "MB" => "megabytes",
            "GB" => "gigabytes",
            "TB" => "terabytes",
            "PB" => "petabytes",
            "GHz" => "gigahertz",
            "m" => "meters",
            "cm" => "centimeters",
            "km" => "kilometers",
            "kg" => "kilograms",
            "kHz" => "kilohertz",
            "Hz" => "hertz",
            _ => return rest,
        };
        self.say(name);
        &rest[letters..]
    }
}

/// The name of a unit in Latin letters behind a number, in Korean.
fn korean_unit(unit: &str) -> Option<&'static str> {
    Some(match unit {
        "x" | "X" => "배",
        "s" => "초",
        "ms" => "밀리초",
        "h" => "시간",
        "KB" | "kB" => "킬로바이트",
        "MB" => "메가바이트",
        "GB" => "기가바이트",
        "TB" => "테라바이트",
        "PB" => "페타바이트",
        "m" => "미터",
        "cm" => "센티미터",
        "km" => "킬로미터",
        "kg" => "킬로그램",
        "Hz" => "헤르츠",
        "kHz" => "킬로헤르츠",
        "GHz" => "기가헤르츠",
        _ => return None,
    })
}

/// Whether Korean behind a number is a counter or unit, a word of its own, rather than a particle
/// or a magnitude.
pub(super) fn is_counter(text: &str) -> bool {
    const PARTICLES: &[&str] = &[
        "은",
        "는",
        "이",
        "가",
        "을",
        "를",
        "에",
        "에서",
        "의",
        "로",
        "으로",
        "와",
        "과",
        "도",
        "만",
        "천",
        "억",
        "조",
        "백",
        "이고",
        "이며",
        "입니다",
        "까지",
        "부터",
        "이나",
    ];
    !PARTICLES.contains(&text) && !text.starts_with(['만', '천', '억', '조', '백'])
}

/// Hours and minutes at the start of `text`, and the bytes they take.
pub(super) fn clock(text: &str, digits: usize) -> Option<(u64, u64, usize)> {
    let minutes = text[digits..].strip_prefix(':')?.get(..2)?;
    let after = text.as_bytes().get(digits + 3);
    if digits > 2
        || !minutes.bytes().all(|c| c.is_ascii_digit())
        || after.is_some_and(u8::is_ascii_digit)
    {
        return None;
    }
    let (hours, minutes) = (text[..digits].parse().ok()?, minutes.parse().ok()?);
    (hours < 25 && minutes < 60).then_some((hours, minutes, digits + 3))
}

/// The digits of a whole number with its thousands separators taken out, the bytes it takes, and
/// whether it had separators.
pub(super) fn whole_number(text: &str, digits: usize) -> (String, usize, bool) {
    let mut whole = text[..digits].to_owned();
    let mut used = digits;
    while let Some(group) = text[used..].strip_prefix(',').and_then(|rest| rest.get(..3)) {
        let ends = !text[used + 4..].starts_with(|c: char| c.is_ascii_digit());
        if digits > 3 || !group.bytes().all(|c| c.is_ascii_digit()) || !ends {
            break;
        }
        whole.push_str(group);
        used += 4;
    }
    (whole, used, used > digits)
}

pub(super) fn ordinal(tail: &str) -> bool {
    let letters = &tail[..run(tail, Script::Latin)];
    matches!(letters, "st" | "nd" | "rd" | "th")
}
