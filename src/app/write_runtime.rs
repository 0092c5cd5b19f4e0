//! Runtime on which requests that change something are handled.
//!
//! A post takes a hundred times as long as a page from the cache. On a runtime of their own, of
//! fewer threads than there are processors, many posts at once wait for each other, and readers
//! wait for none of them.

use std::panic::resume_unwind;
use std::sync::OnceLock;

use tokio::runtime::{Builder, Handle, Runtime};
use tokio::task::JoinSet;

use super::cpu_pool::processors;
use crate::traces::Span;

/// Greatest number of threads for blocking work of a runtime, this one and that of the program.
///
/// They hash passwords and draw captchas: more would only hold memory while they wait for a core.
pub const BLOCKING_THREADS: usize = 8;

/// Number of steps of tasks after which a thread looks for answers of databases.
///
/// Writes take turns, so each step between an answer and the next statement delays all others.
const LOOK_ROUND: u32 = 2;
/// Name of its threads.
const THREAD: &str = "weerwoord write";

/// Runtime for requests that change something, once it was started; before, they run where they
/// are.
#[derive(Debug, Default)]
pub struct WriteRuntime(OnceLock<Handle>);

/// Running runtime; dropping it ends what runs on it.
#[derive(Debug)]
pub struct RunningRuntime(Option<Runtime>);

impl WriteRuntime {
    /// Starts the runtime.
    pub fn start(&self) -> std::io::Result<RunningRuntime> {
        let runtime = Builder::new_multi_thread()
            .enable_all()
            .worker_threads((processors() - 1).max(1))
            .max_blocking_threads(BLOCKING_THREADS)
            .event_interval(LOOK_ROUND)
            .global_queue_interval(LOOK_ROUND)
            .thread_name(THREAD)
            .build()?;
        self.0.get_or_init(|| runtime.handle().clone());
        Ok(RunningRuntime(Some(runtime)))
    }

    /// Runs work to its end, unless the returned future is dropped before; its spans stay within
    /// the current one.
    pub async fn run<T: Send + 'static>(
        &self,
        work: impl Future<Output = T> + Send + 'static,
    ) -> T {
        let Some(runtime) = self.0.get() else { return work.await };
        // Dropping the set ends what runs in it.
        let mut task = JoinSet::new();
        task.spawn_on(Span::current().around(work), runtime);
        match task.join_next().await {
            Some(Ok(result)) => result,
            Some(Err(error)) if error.is_panic() => resume_unwind(error.into_panic()),
            // The program ends.
            _ => std::future::pending().await,
        }
    }
}

impl Drop for RunningRuntime {
    fn drop(&mut self) {
        if let Some(runtime) = self.0.take() {
            runtime.shutdown_background();
        }
    }
}

#[cfg(test)]
mod tests {
    use std::thread;

    use tokio::sync::oneshot;

    use super::*;

    async fn name_of_thread(writing: &WriteRuntime) -> Option<String> {
        writing.run(async { thread::current().name().map(str::to_owned) }).await
    }

    #[tokio::test]
    async fn posts_have_threads_of_their_own_once_those_run() {
        let writing = WriteRuntime::default();
        assert_eq!(name_of_thread(&writing).await.as_deref(), thread::current().name());
        let _running = writing.start().unwrap();
        assert_eq!(name_of_thread(&writing).await.as_deref(), Some(THREAD));
    }

    #[tokio::test]
    async fn a_post_that_nobody_waits_for_ends() {
        let writing = WriteRuntime::default();
        let _running = writing.start().unwrap();
        let (begun, begins) = oneshot::channel();
        let (held, ended) = oneshot::channel::<()>();
        let mut post = Box::pin(writing.run(async move {
            let _held = held;
            begun.send(()).unwrap();
            std::future::pending::<()>().await;
        }));
        tokio::select! {
            () = &mut post => panic!("it never ends by itself"),
            outcome = begins => outcome.unwrap(),
        }
        drop(post);
        ended.await.unwrap_err();
    }

    #[tokio::test]
    #[should_panic(expected = "by the post itself")]
    async fn a_panic_is_that_of_who_waits() {
        let writing = WriteRuntime::default();
        let _running = writing.start().unwrap();
        let () = writing.run(async { panic!("by the post itself") }).await;
    }
}
