//! Written words as they are spoken: "400" is four hundred, "16개" is 열여섯 개, "EC2" in a Korean
//! answer is 이씨투.
//!
//! Words are counted as a typist would who writes numbers out: "four hundred" is two words,
//! "twenty-five" and "AWS" are one each; in Korean, words are eojeol. Syllables of Latin words
//! count as English also in a Korean answer, those of letters and digits by their names in the
//! answer's language.

use super::Language;
use super::number;
use super::syllable::english_syllables;

/// A written word as it is spoken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Spoken {
    /// Spoken words; the letters of an abbreviation are joined by hyphens ("E-C-two"), in Korean
    /// written by their names ("이씨투").
    pub words: Vec<String>,
    /// Their syllables together.
    pub syllables: usize,
}

/// How many words and syllables a text has when it is spoken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Count {
    /// Spoken words; eojeol in Korean.
    pub words: usize,
    /// Spoken syllables.
    pub syllables: usize,
}

/// Words and syllables of a text as it is spoken in `language`.
pub fn count(text: &str, language: Language) -> Count {
    text.split_whitespace().fold(Count::default(), |sum, token| {
        let spoken = spoken(token, language);
        Count { words: sum.words + spoken.words.len(), syllables: sum.syllables + spoken.syllables }
    })
}

/// The spoken form of one written word, punctuation and all, in an answer of this language.
/// Punctuation alone is no words.
pub fn spoken(token: &str, language: Language) -> Spoken {
    let mut reader = Reader { language, words: Vec::new(), glue: false };
    reader.token(token);
    let syllables = reader.words.iter().map(|word| syllables(word)).sum();
    Spoken { words: reader.words, syllables }
}

/// Syllables of a spoken word: a Hangul block is one, Latin letters count as English.
fn syllables(word: &str) -> usize {
    let hangul = word.chars().filter(|c| is_hangul(*c)).count();
    let latin: String = word.chars().map(|c| if is_hangul(c) { ' ' } else { c }).collect();
    let latin = latin
        .split([' ', '-'])
        .map(|part| match part {
            "W" => 3,
            _ if part.chars().count() == 1 && part.chars().all(char::is_alphabetic) => 1,
            _ => english_syllables(part),
        })
        .sum::<usize>();
    hangul + latin
}

/// A Hangul syllable block, or a letter standing alone (ㅋㅋ), which is spoken as one syllable.
fn is_hangul(c: char) -> bool {
    matches!(c, '가'..='힣' | 'ㄱ'..='ㅣ')
}

/// Kinds of stretches in a written word.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Script {
    Digits,
    Latin,
    Hangul,
    Other,
}

fn script(c: char) -> Script {
    match c {
        '0'..='9' => Script::Digits,
        _ if is_hangul(c) => Script::Hangul,
        '\'' | '’' => Script::Latin,
        _ if c.is_alphabetic() => Script::Latin,
        _ => Script::Other,
    }
}

struct Reader {
    language: Language,
    words: Vec<String>,
    /// The next word is written on to the last one.
    glue: bool,
}

impl Reader {
    fn say(&mut self, word: impl Into<String>) {
        let word = word.into();
        match self.words.last_mut() {
            Some(last) if self.glue => last.push_str(&word),
            _ => self.words.push(word),
        }
        self.glue = false;
    }

    fn korean(&self) -> bool {
        self.language == Language::Korean
    }

    fn token(&mut self, token: &str) {
        let mut rest = token;
        let mut currency = None;
        let mut before = Script::Other;
        while let Some(c) = rest.chars().next() {
            match script(c) {
                Script::Digits => {
                    let used = self.number(rest, before, currency.is_some());
                    rest = &rest[used..];
                    if let Some(name) = currency.take() {
                        // "$5M" is five million dollars.
                        rest = self.magnitude(rest);
                        self.say(name);
                        self.glue = self.korean();
                    }
                    before = Script::Digits;
                }
                Script::Latin => {
                    let used = run(rest, Script::Latin);
                    let (word, tail) = rest.split_at(used);
                    self.latin(word, before, tail.starts_with(|c: char| c.is_ascii_digit()));
                    rest = tail;
                    before = Script::Latin;
                }
                Script::Hangul => {
                    let used = run(rest, Script::Hangul);
                    // A particle or counter belongs to the eojeol, but a counter behind a number
                    // is a word of its own: 열여섯 개.
                    self.glue = !self.words.is_empty()
                        && !(before == Script::Digits
                            && self.korean()
                            && is_counter(&rest[..used]));
                    self.say(&rest[..used]);
                    rest = &rest[used..];
                    before = Script::Hangul;
                }
                Script::Other => {
                    if let Some(name) = self.currency(c) {
                        currency = Some(name);
                    } else {
                        self.sign(c, rest, before);
                    }
                    if !matches!(c, '-' | '.' | '/' | '_') {
                        before = Script::Other;
                    } else if before != Script::Latin {
                        before = Script::Other;
                    }
                    rest = &rest[c.len_utf8()..];
                }
            }
        }
    }

    fn currency(&self, c: char) -> Option<&'static str> {
        Some(match (c, self.korean()) {
            ('$', false) => "dollars",
            ('€', false) => "euros",
            ('£', false) => "pounds",
            ('₩', false) => "won",
            ('$', true) => "달러",
            ('€', true) => "유로",
            ('£', true) => "파운드",
            ('₩', true) => "원",
            _ => return None,
        })
    }

    fn sign(&mut self, c: char, rest: &str, before: Script) {
        let digit_follows = rest[c.len_utf8()..].starts_with(|c: char| c.is_ascii_digit());
        let something_follows = rest[c.len_utf8()..].starts_with(char::is_alphanumeric);
        let name = match (c, self.korean()) {
            ('%', false) => "percent",
            ('%', true) => "퍼센트",
            ('&', false) if something_follows && before != Script::Other => "and",
            ('&', true) if something_follows && before != Script::Other => "앤",
            ('+', false) if digit_follows || before == Script::Latin => "plus",
            ('+', true) if digit_follows || before == Script::Latin => "플러스",
            ('~' | '∼' | '-' | '–', false) if before == Script::Digits && digit_follows => "to",
            ('~' | '∼', true) if before == Script::Digits && digit_follows => "에서",
            ('°', false) => "degrees",
            ('°', true) => "도",
            _ => return,
        };
        self.glue = name == "에서";
        self.say(name);
    }

    /// Reads the number at the start of `text`; bytes used.
    fn number(&mut self, text: &str, before: Script, money: bool) -> usize {
        let digits = text.len() - text.trim_start_matches(|c: char| c.is_ascii_digit()).len();
        // 12:30
        if let Some((hours, minutes, used)) = clock(text, digits) {
            self.clock(hours, minutes);
            return used;
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
            return used;
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
        let tail = &text[used..];
        used + (tail.len() - self.unit(tail).len())
    }

    fn korean_number(&mut self, whole: &str, decimals: Option<&str>, tail: &str, before: Script) {
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
        match (native, value) {
            (Some(native), _) => self.say(native),
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

    fn say_all(&mut self, words: impl IntoIterator<Item = String>) {
        for word in words {
            self.say(word);
        }
    }

    /// Joins a name to the letters before it.
    fn joined(&mut self, name: &str) {
        let korean = self.korean();
        match self.words.last_mut() {
            Some(last) => {
                if !korean {
                    last.push('-');
                }
                last.push_str(name);
            }
            None => self.say(name),
        }
    }

    fn clock(&mut self, hours: u64, minutes: u64) {
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
    fn magnitude<'a>(&mut self, rest: &'a str) -> &'a str {
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

    /// Says an English unit behind a number ("ms", "GB", "k", "x"); what is left.
    fn unit<'a>(&mut self, rest: &'a str) -> &'a str {
        let letters = run(rest, Script::Latin);
        let name = match &rest[..letters] {
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
            "km" => "kilometers",
            "kg" => "kilograms",
            "kHz" => "kilohertz",
            "Hz" => "hertz",
            _ => return rest,
        };
        self.say(name);
        &rest[letters..]
    }

    /// A run of Latin letters: a word, an abbreviation, or several written together.
    fn latin(&mut self, word: &str, before: Script, digit_follows: bool) {
        let word = word.trim_matches(['\'', '’']);
        if word.is_empty() {
            return;
        }
        // "e-mail", "1on1": written together, said as one word in a row of letters.
        let mut first = true;
        for part in camel_parts(word) {
            let spelled = is_spelled(part, digit_follows, word);
            if spelled && self.korean() {
                let names: String = part.chars().map(korean_letter).collect();
                self.glue = !first;
                self.say(names);
            } else {
                let text = if spelled { letters(part) } else { part.to_owned() };
                if first && !(before == Script::Latin && !self.words.is_empty()) {
                    self.say(text);
                } else {
                    self.joined(&format!("{}{text}", if self.korean() { "-" } else { "" }));
                }
            }
            first = false;
        }
    }
}

/// Length in bytes of the stretch of one script at the start of `text`.
fn run(text: &str, kind: Script) -> usize {
    text.find(|c| script(c) != kind).unwrap_or(text.len())
}

/// Whether Korean behind a number is a counter or unit, a word of its own, rather than a particle
/// or a magnitude.
fn is_counter(text: &str) -> bool {
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
fn clock(text: &str, digits: usize) -> Option<(u64, u64, usize)> {
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
fn whole_number(text: &str, digits: usize) -> (String, usize, bool) {
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

fn ordinal(tail: &str) -> bool {
    let letters = &tail[..run(tail, Script::Latin)];
    matches!(letters, "st" | "nd" | "rd" | "th")
}

/// Splits "DynamoDB" into Dynamo and DB, "PozaLabs" into Poza and Labs; "APIs" and "gRPC" stay.
fn camel_parts(word: &str) -> Vec<&str> {
    let chars: Vec<(usize, char)> = word.char_indices().collect();
    let mut cuts = vec![0];
    for at in 1..chars.len() {
        let (before, here) = (chars[at - 1].1, chars[at].1);
        let after = chars.get(at + 1).map(|&(_, c)| c);
        let rises = before.is_lowercase() && here.is_uppercase();
        // "XMLParser": the last capital starts the word; "APIs" has only its plural behind.
        let starts_word = before.is_uppercase()
            && here.is_uppercase()
            && after.is_some_and(|c| c.is_lowercase() && !(c == 's' && at + 2 == chars.len()));
        if rises || starts_word {
            cuts.push(chars[at].0);
        }
    }
    cuts.push(word.len());
    cuts.windows(2).map(|pair| &word[pair[0]..pair[1]]).collect()
}

/// Abbreviations that are spoken as words.
const SAID_AS_WORDS: &[&str] = &[
    "NAT", "RAM", "ROM", "JSON", "REST", "NASA", "SIM", "PIN", "LAN", "WAN", "AJAX", "CRUD",
    "SOAP", "SAML", "STAR", "SWAT", "LEAN", "BERT", "CUDA", "YAML", "TOML", "SCRUM", "NOSQL",
    "SAP", "COVID", "NATO", "OPEC", "LIDAR", "MIDI", "WIMP", "ACID", "BASE", "DAG", "CAP", "SaaS",
    "PaaS", "IaaS",
];

/// Short words that people write in capitals to stress them.
const STRESSED: &[&str] = &[
    "A", "I", "AND", "ANY", "ALL", "BUT", "DID", "DO", "EACH", "FOR", "GO", "HAD", "HAS", "HE",
    "IF", "IN", "IS", "ME", "MUST", "MY", "NO", "NOT", "NOW", "OF", "ON", "ONE", "ONLY", "OR",
    "OUR", "SHE", "SO", "THE", "THEY", "TO", "TWO", "VERY", "WAS", "WE", "WHO", "WHY", "YES",
    "YOU",
];

/// Longest run of capitals that is read letter by letter; longer ones are names.
const LONGEST_SPELLED: usize = 5;

/// Whether a part of a written word is read letter by letter.
fn is_spelled(part: &str, digit_follows: bool, whole: &str) -> bool {
    if SAID_AS_WORDS.contains(&part) || SAID_AS_WORDS.contains(&whole) {
        return false;
    }
    let stem = part.strip_suffix('s').filter(|stem| stem.len() > 1).unwrap_or(part);
    let capitals = stem.chars().all(char::is_uppercase);
    let length = stem.chars().count();
    if capitals && STRESSED.contains(&stem) && !digit_follows {
        return false;
    }
    // The small first letter of "gRPC" and "iOS" is a letter too.
    let small_first = length == 1 && whole.len() > 1 && part.len() == 1;
    (capitals && length <= LONGEST_SPELLED) || small_first
}

fn letters(part: &str) -> String {
    let (stem, plural) = match part.strip_suffix('s') {
        Some(stem) if stem.len() > 1 => (stem, "s"),
        _ => (part, ""),
    };
    let mut spelled: Vec<String> = stem.chars().map(|c| c.to_uppercase().to_string()).collect();
    if let Some(last) = spelled.last_mut()
        && !plural.is_empty()
        && !matches!(last.as_str(), "S" | "X")
    {
        // The plural adds no syllable, so it is not written out.
    } else if !plural.is_empty() {
        spelled.push("es".into());
    }
    spelled.join("-")
}

fn korean_letter(c: char) -> &'static str {
    match c.to_ascii_uppercase() {
        'A' => "에이",
        'B' => "비",
        'C' => "씨",
        'D' => "디",
        'E' => "이",
        'F' => "에프",
        'G' => "지",
        'H' => "에이치",
        'I' => "아이",
        'J' => "제이",
        'K' => "케이",
        'L' => "엘",
        'M' => "엠",
        'N' => "엔",
        'O' => "오",
        'P' => "피",
        'Q' => "큐",
        'R' => "알",
        'S' => "에스",
        'T' => "티",
        'U' => "유",
        'V' => "브이",
        'W' => "더블유",
        'X' => "엑스",
        'Y' => "와이",
        'Z' => "제트",
        _ => "",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use Language::{English, Korean};

    #[track_caller]
    fn check(token: &str, language: Language, words: &str, syllables: usize) {
        let found = spoken(token, language);
        assert_eq!(
            (found.words.join(" ").as_str(), found.syllables),
            (words, syllables),
            "{token}"
        );
    }

    #[test]
    fn english_numbers_are_spoken_out() {
        check("400", English, "four hundred", 3);
        check("1,200", English, "one thousand two hundred", 6);
        check("40%", English, "forty percent", 4);
        check("2012", English, "twenty twelve", 3);
        check("2012,", English, "twenty twelve", 3);
        check("25", English, "twenty-five", 3);
        check("12:30", English, "twelve thirty", 3);
        check("$5", English, "five dollars", 3);
        check("$5M", English, "five million dollars", 5);
        check("3.5", English, "three point five", 3);
        check("1st", English, "first", 1);
        check("10-25", English, "ten to twenty-five", 5);
        check("100ms", English, "one hundred milliseconds", 7);
        check("1990s", English, "nineteen nineties", 4);
    }

    #[test]
    fn english_abbreviations_are_spelled_or_said() {
        check("AWS", English, "A-W-S", 5);
        check("EC2", English, "E-C-two", 3);
        check("gRPC", English, "G-R-P-C", 4);
        check("APIs", English, "A-P-I", 3);
        check("NAT", English, "NAT", 1);
        check("JSON", English, "JSON", 2);
        check("OR", English, "OR", 1);
        check("YouTube.", English, "You-Tube", 2);
        check("don't", English, "don't", 1);
        check("DynamoDB", English, "Dynamo-D-B", 5);
        check("Q&A", English, "Q and A", 3);
        check("—", English, "", 0);
    }

    #[test]
    fn korean_numbers_are_spoken_out() {
        check("16개", Korean, "열여섯 개", 4);
        check("3시간", Korean, "세 시간", 3);
        check("40%", Korean, "사십 퍼센트", 5);
        check("400", Korean, "사백", 2);
        check("2012년", Korean, "이천십이 년", 5);
        check("1,200명", Korean, "천이백 명", 4);
        check("40만", Korean, "사십만", 3);
        check("12:30", Korean, "열두 시 삼십 분", 6);
        check("3개월", Korean, "삼 개월", 3);
        check("2분", Korean, "이 분", 2);
        check("0.5초", Korean, "영 점 오 초", 4);
        check("10~25명", Korean, "십에서 스물다섯 명", 8);
    }

    #[test]
    fn latin_words_in_korean_keep_their_particles() {
        check("EC2는", Korean, "이씨투는", 4);
        check("AWS", Korean, "에이더블유에스", 7);
        check("gRPC를", Korean, "지알피씨를", 5);
        check("Beanstalk입니다.", Korean, "Beanstalk입니다", 5);
        check("안녕하세요,", Korean, "안녕하세요", 5);
    }

    #[test]
    fn odd_tokens_never_panic() {
        for token in [
            "",
            "'",
            "99999999999999999999999",
            "1,2,3",
            "1:",
            "..",
            "$",
            "é",
            "१",
            "3.",
            "½",
            "0",
            "007",
            "12:3",
            "1,23",
            "％",
            "A'",
            "1.2.3",
        ] {
            for language in [English, Korean] {
                spoken(token, language);
            }
        }
    }

    #[test]
    fn a_text_adds_up() {
        let found = count("We won 3 projects.", English);
        assert_eq!(found, Count { words: 4, syllables: 5 });
    }
}
