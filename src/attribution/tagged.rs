//! Attributions from tags: what the network reads, put together with what the marks and the page say.

use std::borrow::Cow;
use std::ops::Range;

use super::Attribution;
use super::announce::{announced, colon_subject, ends_with_colon, quotation_follows};
use super::channel::{Circumstances, read_circumstances};
use super::concession::concession;
use super::cue::{Cue, UNLISTED};
use super::cueless::attach_cueless;
use super::draft::{Draft, Pending, finish};
use super::label::labelled;
use super::lead::lead;
use super::link::{Link, link};
use super::main_clause::with_main_clause;
use super::participle::{name_before_participle, subject_of_participle};
use super::reading::Reading;
use super::relative::clause_of_relative;
use super::repeats::attach_repeats;
use super::signature::signed;
use super::stretch::{Stretch, stretches};
use super::unit::{Unit, units};
use super::worth::{Certainty, Judge};
use crate::contract::{Channel, ReasonCode};
use crate::lexicon::Lexicon;
use crate::tag::{Role, Tagging, Worth};

/// All attributions of the document, by the start of their content.
pub(super) fn tagged(lexicon: &Lexicon, reading: &Reading<'_>, tagging: &Tagging, worth: &Worth) -> Vec<Attribution> {
    let all = stretches(reading, tagging);
    let judge = Judge::new(lexicon, reading, worth, &all);
    let units = units(reading, &all);
    let labels = labelled(reading, &units);
    let mut drafts: Vec<Draft> = Vec::new();
    let mut pending: Option<Pending> = None;
    for (index, unit) in units.iter().enumerate() {
        if let Some(draft) = labels.get(&index) {
            drafts.push(draft.clone());
            continue;
        }
        if labels.covers(index) {
            continue;
        }
        let first = all.partition_point(|stretch| stretch.tokens.start < unit.tokens.start);
        let end = all.partition_point(|stretch| stretch.tokens.start < unit.tokens.end);
        let own = all.get(first..end).unwrap_or_default();
        let before = drafts.len();
        let mut claimed = vec![false; unit.runs.len()];
        let own = without_signed(reading, unit, index, own, &mut claimed, &mut drafts);
        let mut making = Making { reading, judge: &judge, unit, index, own: &own, claimed };
        let announces = quotation_follows(reading, &units, index);
        let waiting = making.cued(announces, &mut drafts);
        announced(reading, unit, index, &mut drafts, &mut making.claimed);
        attach_cueless(reading, &units, index, &making.claimed, pending.as_ref(), before, &mut drafts);
        let block_goes_on = units.get(index + 1).is_some_and(|next| next.block == unit.block);
        let waiting = waiting.or_else(|| colon_subject(reading, unit, drafts.len() > before));
        let kept = pending.take().filter(|pending| block_goes_on && pending.block == unit.block);
        pending = waiting.or(kept);
    }
    attach_repeats(reading, &mut drafts);
    finish(lexicon, reading, drafts)
}

/// Takes the quotations that names sign after dashes, and the stretches that lie in those and in the names.
fn without_signed<'a>(
    reading: &Reading<'_>,
    unit: &Unit,
    index: usize,
    own: &'a [Stretch],
    claimed: &mut [bool],
    drafts: &mut Vec<Draft>,
) -> Cow<'a, [Stretch]> {
    let free: Vec<Range<usize>> =
        unit.runs.iter().filter(|run| run.quotation.is_some()).map(|run| run.tokens.clone()).collect();
    let signed = signed(reading, unit, index, &free);
    if signed.is_empty() {
        return Cow::Borrowed(own);
    }
    let taken = |tokens: &Range<usize>| {
        signed.iter().any(|draft| {
            let parts = draft.content.iter().chain(&draft.source).chain(&draft.cue);
            parts.into_iter().any(|part| overlap(part, tokens))
        })
    };
    for (run, claim) in unit.runs.iter().zip(claimed.iter_mut()) {
        *claim |= run.quotation.is_some() && taken(&run.tokens);
    }
    let own = own.iter().filter(|stretch| !taken(&stretch.tokens)).cloned().collect();
    drafts.extend(signed);
    Cow::Owned(own)
}

/// One unit on its way to attributions.
struct Making<'a> {
    reading: &'a Reading<'a>,
    judge: &'a Judge<'a>,
    unit: &'a Unit,
    index: usize,
    /// The unit's stretches.
    own: &'a [Stretch],
    /// For each run of the unit, whether an attribution holds it.
    claimed: Vec<bool>,
}

impl Making<'_> {
    /// The attributions of the unit's cues. Gives a cue that announces what the next block holds.
    fn cued(&mut self, announces: bool, drafts: &mut Vec<Draft>) -> Option<Pending> {
        let (links, loose) = link(self.reading, self.own);
        let first_draft = drafts.len();
        let mut waiting = None;
        for link in &links {
            let mut content = self.content(link);
            if content.is_empty() {
                content.extend(self.quotation_beside(link));
            }
            if let ([relative], Some(cue)) = (content.as_slice(), self.own.get(link.cue)) {
                content.extend(clause_of_relative(self.reading, relative, &cue.tokens, self.unit.tokens.end));
            }
            let concession = content.last_mut().and_then(|piece| {
                let concession = concession(self.reading, piece)?;
                piece.end = concession.start;
                Some(concession)
            });
            if content.is_empty() {
                continue;
            }
            if let Some(draft) =
                self.judge.judged(with_main_clause(self.reading, self.draft(link, content)), &self.certainty(link))
            {
                self.claim(&draft.content);
                drafts.push(draft);
                if let Some(draft) = concession.map(|concession| concession.draft(self.unit.block, self.index)) {
                    self.claim(&draft.content);
                    drafts.push(draft);
                }
            }
        }
        for link in links.iter().filter(|link| link.contents.is_empty()) {
            let (Some(cue), Some(source)) = (self.own.get(link.cue), self.source(link)) else { continue };
            if drafts.iter().skip(first_draft).any(|draft| draft.cue.contains(&cue.tokens)) {
                continue;
            }
            if announces
                && (drafts.len() == first_draft || ends_with_colon(self.reading, self.unit))
                && self.own.iter().all(|other| other.tokens.start <= cue.tokens.start || other.tokens == source)
            {
                let circumstances = self.circumstances(link, self.unit.tokens.end);
                let cue = vec![cue.tokens.clone()];
                waiting = Some(Pending { cue, source: vec![source], circumstances, block: self.unit.block });
            } else if self.reading.reads(cue.tokens.start, "according")
                && let Some(draft) = drafts.get_mut(first_draft..).and_then(<[Draft]>::last_mut)
                && draft.circumstances.addressee.is_none()
            {
                // "..., she said, according to the Courier": the second source is the outlet through which it came.
                draft.circumstances = Circumstances { addressee: Some(source), channel: Some(Channel::OtherOutlet) };
            }
        }
        for content in loose.iter().filter_map(|index| self.own.get(*index)) {
            if !self.mostly_quoted(&content.tokens) {
                let certainty =
                    Certainty { content: content.certainty, beginning: content.beginning, ..Certainty::default() };
                drafts.extend(self.judge.judged(self.without_cue(content), &certainty));
            }
        }
        waiting
    }

    /// What the tags say that the cue reports. Behind a quotation and its cue, plain words tell what it is about ("“...,”
    /// she said of the harbour") unless they begin with "that".
    fn content(&self, link: &Link) -> Vec<Range<usize>> {
        let mut content: Vec<Range<usize>> = link
            .contents
            .iter()
            .filter_map(|index| self.own.get(*index))
            .map(|stretch| stretch.tokens.clone())
            .collect();
        let cue = self.own.get(link.cue).map_or(0, |cue| cue.tokens.start);
        if content.first().is_some_and(|first| first.end <= cue && self.mostly_quoted(first)) {
            content.retain(|piece| {
                piece.start < cue || self.mostly_quoted(piece) || self.reading.reads(piece.start, "that")
            });
        }
        content
    }

    fn source(&self, link: &Link) -> Option<Range<usize>> {
        Some(self.own.get(link.source?)?.tokens.clone())
    }

    /// A quotation that the tags left out, right beside a cue that has a source and no content.
    fn quotation_beside(&self, link: &Link) -> Option<Range<usize>> {
        let cue = self.own.get(link.cue)?.tokens.clone();
        let source = self.source(link)?;
        let both = cue.start.min(source.start)..cue.end.max(source.end);
        let is_tagged = |run: &Range<usize>| {
            self.own.iter().any(|other| other.role == Role::Content && overlap(&other.tokens, run))
        };
        let free = self.unit.runs.iter().zip(&self.claimed);
        let free = free.filter(|(run, claim)| run.quotation.is_some() && !**claim && !is_tagged(&run.tokens));
        free.map(|(run, _)| run.tokens.clone()).find(|run| {
            run.end <= both.start && !self.reading.has_word(run.end..both.start)
                || run.start >= both.end && !self.reading.has_word(both.end..run.start)
        })
    }

    fn claim(&mut self, content: &[Range<usize>]) {
        for (run, claim) in self.unit.runs.iter().zip(self.claimed.iter_mut()) {
            *claim |= run.quotation.is_some() && content.iter().any(|piece| overlap(piece, &run.tokens));
        }
    }

    fn mostly_quoted(&self, content: &Range<usize>) -> bool {
        let quoted = content.clone().filter(|token| self.reading.quotation(*token).is_some()).count();
        quoted * 2 >= content.len()
    }

    fn draft(&self, link: &Link, content: Vec<Range<usize>>) -> Draft {
        let cue = self.own.get(link.cue).map(|cue| cue.tokens.clone());
        let after =
            cue.as_ref().and_then(|cue| content.iter().map(|piece| piece.start).find(|start| *start >= cue.end));
        let name = cue.as_ref().and_then(|cue| name_before_participle(self.reading, &self.unit.tokens, cue));
        let subject = || subject_of_participle(self.reading, &self.unit.tokens, cue.as_ref()?, &content);
        let source = self.source(link).filter(|source| name.as_ref().is_none_or(|name| overlap(source, name)));
        let source = source.or(name).or_else(subject);
        Draft {
            circumstances: self.circumstances(link, after.unwrap_or(self.unit.tokens.end)),
            source: source.into_iter().collect(),
            content,
            cue: cue.into_iter().collect(),
            continues: None,
            found_by: ReasonCode::Cue,
            confidence: 0.0,
            evidence: None,
            block: self.unit.block,
            unit: self.index,
        }
    }

    /// How sure the network is of the parts; a quotation that it did not tag is as sure as a coin.
    fn certainty(&self, link: &Link) -> Certainty {
        let contents = link.contents.iter().filter_map(|index| self.own.get(*index));
        let tokens: usize = contents.clone().map(|content| content.tokens.len()).sum();
        let sum: f32 = contents.clone().map(|content| content.certainty * content.tokens.len() as f32).sum();
        Certainty {
            content: if tokens > 0 { sum / tokens as f32 } else { 0.5 },
            beginning: contents.clone().next().map_or(0.5, |content| content.beginning),
            cue: self.own.get(link.cue).map(|cue| cue.certainty),
            source: link.source.and_then(|source| self.own.get(source)).map(|source| source.certainty),
        }
    }

    /// A content without quotation marks and without a cue; the unit's nearest source, if there is one, says it.
    fn without_cue(&self, content: &Stretch) -> Draft {
        let source = self
            .own
            .iter()
            .filter(|other| other.role == Role::Source)
            .min_by_key(|source| source.tokens.start.abs_diff(content.tokens.start))
            .map(|source| source.tokens.clone());
        Draft {
            content: vec![content.tokens.clone()],
            cue: Vec::new(),
            source: source.into_iter().collect(),
            continues: None,
            circumstances: Circumstances::default(),
            found_by: ReasonCode::Continues,
            confidence: 0.0,
            evidence: None,
            block: self.unit.block,
            unit: self.index,
        }
    }

    /// The hearer and the channel between the cue and what it reports.
    fn circumstances(&self, link: &Link, end: usize) -> Circumstances {
        let Some(tokens) = self.own.get(link.cue).map(|cue| cue.tokens.clone()) else {
            return Circumstances::default();
        };
        let verb = tokens.clone().rev().find(|token| self.reading.cue(*token).is_some()).unwrap_or(tokens.end - 1);
        let form = self.reading.cue(verb).unwrap_or(&UNLISTED);
        let behind = self.source(link).filter(|source| source.start >= tokens.end && source.start < end);
        let cue = Cue { verb, form, end: behind.map_or(tokens.end, |source| source.end) };
        let lead = lead(self.reading, &cue, end);
        read_circumstances(self.reading, &cue, &tokens, &lead)
    }
}

fn overlap(one: &Range<usize>, other: &Range<usize>) -> bool {
    one.start < other.end && other.start < one.end
}
