//! Reviews that are made while the next question is asked.

use std::thread::JoinHandle;

/// Reviews under way, each on a thread of its own.
#[derive(Default)]
pub(super) struct Reviews {
    threads: Vec<(String, JoinHandle<anyhow::Result<()>>)>,
}

impl Reviews {
    /// Begins the review of the take `id`.
    pub fn begin(
        &mut self,
        id: String,
        review: impl FnOnce() -> anyhow::Result<()> + Send + 'static,
    ) {
        self.threads.push((id, std::thread::spawn(review)));
    }

    /// Whether the review of the take `id` is not made yet.
    pub fn is_under_way(&self, id: &str) -> bool {
        self.threads.iter().any(|(take, thread)| take == id && !thread.is_finished())
    }

    /// The takes whose review is not made yet.
    pub fn under_way(&self) -> Vec<&str> {
        let running = self.threads.iter().filter(|(_, thread)| !thread.is_finished());
        running.map(|(id, _)| id.as_str()).collect()
    }

    /// Waits for all of them. What went wrong is told now: before, it would have run across the
    /// screen of the next question.
    pub fn finish(&mut self) -> Vec<String> {
        let wrong = self.threads.drain(..).filter_map(|(id, thread)| match thread.join() {
            Ok(Ok(())) => None,
            Ok(Err(error)) => Some(format!("no review of {id}: {error:#}")),
            Err(_) => {
                Some(format!("no review of {id}: it broke off, `aloud review {id}` tries again"))
            }
        });
        wrong.collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_review_that_fails_is_told_at_the_end_and_holds_up_no_other() {
        let mut reviews = Reviews::default();
        reviews.begin("a/1".into(), || anyhow::bail!("no room"));
        reviews.begin("b/2".into(), || Ok(()));
        assert_eq!(reviews.finish(), ["no review of a/1: no room"]);
        assert!(reviews.under_way().is_empty() && !reviews.is_under_way("a/1"));
    }
}
