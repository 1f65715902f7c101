//! The memory of a program that runs beside this one.

use std::fs;
use std::io;
use std::process::{Child, ExitStatus};
use std::time::Duration;

/// How often it is looked at.
const EVERY: Duration = Duration::from_millis(10);

/// Waits for the end of a program, and says how many bytes of memory it had at most, as the system counts its resident
/// set; `None` where the system does not say (all but Linux).
pub(crate) fn wait_and_watch(child: &mut Child) -> io::Result<(ExitStatus, Option<u64>)> {
    let status = format!("/proc/{}/status", child.id());
    let mut peak = None;
    loop {
        if let Some(status) = child.try_wait()? {
            return Ok((status, peak));
        }
        // The high-water mark, in kilobytes; it is not there any more in a process that has ended.
        let text = fs::read_to_string(&status).unwrap_or_default();
        let line = text.lines().find_map(|line| line.strip_prefix("VmHWM:"));
        let kilobytes = line.and_then(|line| line.trim().strip_suffix(" kB")?.parse::<u64>().ok());
        peak = peak.max(kilobytes.map(|kilobytes| kilobytes * 1024));
        std::thread::sleep(EVERY);
    }
}
