//! Work on many things at once.

/// `work` done on every item, in the same order, by as many threads as there are processors; by
/// this one alone where there are fewer than `from` items, which are then not worth a thread.
pub(crate) fn map<'a, T: Sync, U: Send>(
    items: &'a [T],
    from: usize,
    work: impl Fn(&'a T) -> U + Sync,
) -> Vec<U> {
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    if items.len() < from.max(2) || threads == 1 {
        return items.iter().map(work).collect();
    }
    std::thread::scope(|scope| {
        let parts: Vec<_> = items
            .chunks(items.len().div_ceil(threads))
            .map(|part| scope.spawn(|| part.iter().map(&work).collect::<Vec<U>>()))
            .collect();
        parts
            .into_iter()
            .flat_map(|part| part.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)))
            .collect()
    })
}
