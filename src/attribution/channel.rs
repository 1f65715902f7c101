//! To whom and how something was said: "told the Gazette", "in a statement".

use std::ops::Range;

use super::cue::Cue;
use super::lead::Lead;
use super::reading::Reading;
use super::subject::right_subject;
use crate::contract::Channel;
use crate::lexicon::grammar::WordClass;

/// The hearer and the channel of a statement, as far as the sentence gives them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Circumstances {
    pub(super) addressee: Option<Range<usize>>,
    pub(super) channel: Option<Channel>,
}

/// Reads the hearer and the channel off the words of a cue and what stands between it and its content.
pub(super) fn read_circumstances(
    reading: &Reading<'_>,
    cue: &Cue<'_>,
    words: &Range<usize>,
    lead: &Lead,
) -> Circumstances {
    let mut circumstances = Circumstances {
        // "told me" names no hearer.
        addressee: lead.hearer.clone().filter(|hearer| !is_mere_pronoun(reading, hearer)),
        channel: reading
            .reads_any(cue.verb, &["tweeted", "tweets", "tweet", "tweeting", "retweeted", "posted", "posting"])
            .then_some(Channel::Post),
    };
    for phrase in lead.circumstances.iter().chain([words]) {
        for index in phrase.clone().filter(|index| *index != cue.verb) {
            let channel = channel_of(&reading.document.word(index).to_lowercase());
            if circumstances.channel.is_none() {
                circumstances.channel = channel;
            }
            let named_outlet = channel == Some(Channel::Interview) && reading.reads(index + 1, "with");
            if named_outlet && circumstances.addressee.is_none() {
                circumstances.addressee = right_subject(reading, index + 1, phrase.end);
            }
        }
    }
    circumstances
}

fn is_mere_pronoun(reading: &Reading<'_>, phrase: &Range<usize>) -> bool {
    let classes = [WordClass::Pronoun, WordClass::Object];
    phrase.len() == 1 && classes.iter().any(|class| reading.is(phrase.start, *class))
}

/// Whether a word names a channel.
pub(super) fn names_channel(word: &str) -> bool {
    channel_of(&word.to_lowercase()).is_some()
}

fn channel_of(word: &str) -> Option<Channel> {
    Some(match word {
        "interview" | "interviews" => Channel::Interview,
        "statement" | "letter" | "email" | "e-mail" | "release" | "memo" => Channel::Statement,
        "tweet" | "tweets" | "twitter" | "facebook" | "instagram" | "post" | "blog" | "x" | "bluesky" | "mastodon"
        | "tiktok" => Channel::Post,
        "conference" | "briefing" => Channel::PressConference,
        "report" | "study" | "poll" | "survey" | "paper" | "filing" => Channel::Report,
        "speech" | "rally" | "debate" | "hearing" | "testimony" | "address" => Channel::Speech,
        _ => return None,
    })
}
