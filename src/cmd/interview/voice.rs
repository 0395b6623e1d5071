//! Says questions aloud with the system's own voice, where there is one.

use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use crate::cmd::record::attend::Asker;
use crate::language::Language;

/// A voice, or silence.
pub struct Voice {
    program: Option<Program>,
    child: Option<Child>,
    /// When the child began.
    began: Instant,
    /// Why nothing is said, until it was told.
    untold: Option<Silence>,
    /// What was said last.
    said: Option<(String, Language)>,
    /// When it began to be said once more, and for how long it was before.
    again: Option<Instant>,
    again_s: f64,
}

/// Why a voice that is wanted says nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Silence {
    /// The system has none.
    NoVoice,
    /// It has one, and nothing comes out: there may be no loudspeaker.
    NoSound,
}

/// Who ends sooner has said nothing: no question is so short. Some voices that find no loudspeaker
/// end without an error.
const SAYS_NOTHING: Duration = Duration::from_millis(250);

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Program {
    /// macOS.
    Say,
    /// Linux and others.
    EspeakNg,
    /// Linux, through speech-dispatcher.
    SpdSay,
    /// Windows.
    PowerShell,
}

impl Voice {
    /// The voice of this system; silent without one, or where it is not wanted.
    pub fn new(wanted: bool) -> Voice {
        let programs = if cfg!(windows) {
            &[Program::PowerShell][..]
        } else if cfg!(target_os = "macos") {
            &[Program::Say][..]
        } else {
            &[Program::EspeakNg, Program::SpdSay][..]
        };
        let program = programs.iter().copied().find(|program| wanted && installed(program.name()));
        let untold = (wanted && program.is_none()).then_some(Silence::NoVoice);
        let began = Instant::now();
        Voice { program, child: None, began, untold, said: None, again: None, again_s: 0.0 }
    }

    /// Begins to say `text`.
    pub fn say(&mut self, text: &str, language: Language) {
        self.hush();
        self.again_s = 0.0;
        self.said = Some((text.to_owned(), language));
        let Some(program) = self.program else { return };
        let mut command = program.command(text, language);
        command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
        // A voice that fails is silence; the question stands on the screen all the same.
        self.child = command.spawn().ok();
        self.began = Instant::now();
    }

    /// Why nothing is said, told once.
    pub fn silence(&mut self) -> Option<Silence> {
        self.untold.take()
    }

    /// Seconds for which the last question was said once more.
    pub fn asked_again_s(&self) -> f64 {
        self.again_s + self.again.map_or(0.0, |since| since.elapsed().as_secs_f64())
    }

    /// Stops at once.
    pub fn hush(&mut self) {
        self.again_s = self.asked_again_s();
        self.again = None;
        if let Some(mut child) = self.child.take() {
            let _ = child.kill();
            let _ = child.wait();
        }
    }
}

impl Asker for Voice {
    fn ask_again(&mut self) {
        if let Some((text, language)) = self.said.clone() {
            let before_s = self.asked_again_s();
            self.say(&text, language);
            self.again_s = before_s;
            self.again = self.child.is_some().then(Instant::now);
        }
    }

    fn is_speaking(&mut self) -> bool {
        let Some(child) = &mut self.child else {
            self.hush();
            return false;
        };
        let ended = child.try_wait();
        if matches!(ended, Ok(None)) {
            return true;
        }
        let failed = ended.is_ok_and(|status| status.is_some_and(|status| !status.success()));
        if failed || self.began.elapsed() < SAYS_NOTHING {
            (self.program, self.untold) = (None, Some(Silence::NoSound));
        }
        self.hush();
        false
    }
}

impl Drop for Voice {
    fn drop(&mut self) {
        self.hush();
    }
}

impl Program {
    fn name(self) -> &'static str {
        match self {
            Program::Say => "say",
            Program::EspeakNg => "espeak-ng",
            Program::SpdSay => "spd-say",
            Program::PowerShell => "powershell.exe",
        }
    }

    fn command(self, text: &str, language: Language) -> Command {
        let mut command = Command::new(self.name());
        match self {
            // Without a name macOS speaks in the user's own voice, which may not know Korean.
            Program::Say if language == Language::Korean => {
                command.args(["-v", "Yuna", "--", text])
            }
            Program::Say => command.args(["--", text]),
            Program::EspeakNg => command.args(["-v", language.code(), "--", text]),
            Program::SpdSay => command.args(["--wait", "-l", language.code(), "--", text]),
            // The text is no part of the script: it comes through the environment.
            Program::PowerShell => command.env("ALOUD_SAY", text).args([
                "-NoProfile",
                "-Command",
                "Add-Type -AssemblyName System.Speech; \
                 (New-Object System.Speech.Synthesis.SpeechSynthesizer).Speak($env:ALOUD_SAY)",
            ]),
        };
        command
    }
}

/// Whether a program of this name is in the path.
fn installed(name: &str) -> bool {
    let paths = std::env::var_os("PATH").unwrap_or_default();
    std::env::split_paths(&paths)
        .map(|folder: PathBuf| folder.join(name))
        .any(|file| file.is_file())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_question_is_never_taken_for_an_option_or_a_script() {
        for program in [Program::Say, Program::EspeakNg, Program::SpdSay, Program::PowerShell] {
            let command = program.command("--version; $(rm)", Language::Korean);
            let arguments: Vec<_> = command.get_args().map(|a| a.to_string_lossy()).collect();
            match program {
                Program::PowerShell => assert!(!arguments.iter().any(|a| a.contains("rm"))),
                _ => assert_eq!(arguments[arguments.len() - 2], "--", "{arguments:?}"),
            }
        }
    }

    #[test]
    fn without_a_voice_it_is_never_speaking() {
        let mut voice = Voice::new(false);
        voice.say("Why?", Language::English);
        voice.ask_again();
        assert!(!voice.is_speaking());
        assert_eq!(voice.asked_again_s(), 0.0);
        assert_eq!(voice.silence(), None, "nobody wanted one");
    }

    #[test]
    #[cfg(unix)]
    fn a_voice_from_which_nothing_comes_is_told_once_and_not_tried_again() {
        for program in ["true", "false"] {
            let mut voice = Voice::new(false);
            voice.program = Some(Program::EspeakNg);
            voice.child = Command::new(program).spawn().ok();
            voice.began = Instant::now();
            while voice.is_speaking() {}
            assert_eq!(voice.silence(), Some(Silence::NoSound));
            assert_eq!((voice.silence(), voice.program), (None, None));
        }
    }
}
