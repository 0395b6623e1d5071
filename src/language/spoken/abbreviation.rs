//! Abbreviations and names written in capitals: which are said letter by letter, and how.

/// Splits "DynamoDB" into Dynamo and DB, "PozaLabs" into Poza and Labs; "APIs" and "gRPC" stay.
pub(super) fn camel_parts(word: &str) -> Vec<&str> {
    // "RESTful" and "SaaS" are words as they stand.
    let capitals = word.find(|c: char| !c.is_uppercase()).unwrap_or(word.len());
    if SAID_AS_WORDS.contains(&word) || SAID_AS_WORDS.contains(&&word[..capitals]) {
        return vec![word];
    }
    let chars: Vec<(usize, char)> = word.char_indices().collect();
    let mut cuts = vec![0];
    for at in 1..chars.len() {
        let (before, here) = (chars[at - 1].1, chars[at].1);
        let after = chars.get(at + 1).map(|&(_, c)| c);
        let rises = before.is_lowercase() && here.is_uppercase();
        // "XMLParser": the last capital starts the word; "APIs" has only its plural behind.
        let starts_word = before.is_uppercase()
            && here.is_uppercase()
            && after.is_some_and(char::is_lowercase)
            && singular(word) == word;
        if rises || starts_word {
            cuts.push(chars[at].0);
        }
    }
    cuts.push(word.len());
    cuts.windows(2).map(|pair| &word[pair[0]..pair[1]]).collect()
}

/// Abbreviations that are spoken as words.
pub(super) const SAID_AS_WORDS: &[&str] = &[
    "NAT", "RAM", "ROM", "JSON", "REST", "NASA", "SIM", "PIN", "LAN", "WAN", "AJAX", "CRUD",
    "SOAP", "SAML", "STAR", "SWAT", "LEAN", "BERT", "CUDA", "YAML", "TOML", "SCRUM", "NOSQL",
    "SAP", "COVID", "NATO", "OPEC", "LIDAR", "MIDI", "WIMP", "ACID", "BASE", "DAG", "CAP", "SaaS",
    "PaaS", "IaaS", "GET", "PUT", "POST", "NET",
];

/// Short words that people write in capitals to stress them.
pub(super) const STRESSED: &[&str] = &[
    "A", "I", "AND", "ANY", "ALL", "BUT", "DID", "DO", "EACH", "FOR", "GO", "HAD", "HAS", "HE",
    "IF", "IN", "IS", "ME", "MUST", "MY", "NO", "NOT", "NOW", "OF", "ON", "ONE", "ONLY", "OR",
    "OUR", "SHE", "SO", "THE", "THEY", "TO", "TWO", "VERY", "WAS", "WE", "WHO", "WHY", "YES",
    "YOU", "CAN",
];

/// Longest run of capitals that is read letter by letter; longer ones are names.
pub(super) const LONGEST_SPELLED: usize = 5;

/// Whether a part of a written word is read letter by letter.
pub(super) fn is_spelled(part: &str, digit_follows: bool, whole: &str) -> bool {
    if SAID_AS_WORDS.contains(&part) || SAID_AS_WORDS.contains(&whole) {
        return false;
    }
    let stem = singular(part);
    let capitals = stem.chars().all(char::is_uppercase);
    let length = stem.chars().count();
    if capitals && STRESSED.contains(&stem) && !digit_follows {
        return false;
    }
    // The small first letter of "gRPC" and "iOS" is a letter too.
    let small_first = length == 1 && whole.len() > 1 && part.len() == 1;
    (capitals && length <= LONGEST_SPELLED) || small_first
}

/// An abbreviation without the plural or genitive behind it: "APIs" and "API's" are API.
pub(super) fn singular(part: &str) -> &str {
    let stem = part.strip_suffix('s').unwrap_or(part).trim_end_matches(['\'', '’']);
    let abbreviation = stem.len() > 1 && stem.chars().all(char::is_uppercase);
    if abbreviation { stem } else { part }
}

/// The names of the letters; a plural adds a syllable only to S and X.
pub(super) fn letters(part: &str) -> String {
    let stem = singular(part);
    let mut spelled: Vec<String> = stem.chars().map(|c| c.to_uppercase().to_string()).collect();
    if part != stem && stem.ends_with(['S', 'X']) {
        spelled.push("es".into());
    }
    spelled.join("-")
}

/// The name of a Latin letter in Korean.
pub(super) fn korean_letter(c: char) -> &'static str {
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
