//! What the model of incidents sees of a document once its phrases are answered: a kind that nobody and nothing has a part in is told by few.

use super::features::number;
use super::model::PARTS;
use super::shape::IncidentKind;

/// Steps of odds.
const STEP: f32 = 0.5;

/// Adds all steps of odds that are reached.
fn reached(name: &str, question: usize, odds: f32, out: &mut Vec<u32>) {
    let question = question.to_string();
    let steps = (odds / STEP).floor().clamp(-9.0, 6.0) as i8;
    for step in -9..=steps {
        out.push(number(&["reached", name, &question, &step.to_string()]));
    }
}

/// The features of the answers about a document and about its phrases.
pub fn of_answers(document: &[f32], of_phrases: &[Vec<f32>]) -> Vec<u32> {
    let mut out = vec![number(&["reached"])];
    for (question, odds) in document.iter().enumerate() {
        reached("document", question, *odds, &mut out);
    }
    for part in 0..PARTS {
        let mut odds: Vec<f32> = of_phrases
            .iter()
            .filter_map(|answers| answers.get(part).copied())
            .collect();
        odds.sort_by(|left, right| right.total_cmp(left));
        odds.truncate(4);
        if let Some(best) = odds.first() {
            reached("part", part, *best, &mut out);
            reached("parts", part, odds.iter().sum::<f32>() / odds.len() as f32, &mut out);
        }
    }
    for kind in 0..IncidentKind::ALL.len() {
        let surest = of_phrases
            .iter()
            .filter_map(|answers| {
                let (parts, rest) = answers.split_at_checked(PARTS)?;
                let part = parts.iter().copied().fold(f32::MIN, f32::max);
                Some(part.min(*rest.get(kind)?))
            })
            .fold(f32::MIN, f32::max);
        reached("kind", kind, surest, &mut out);
    }
    out
}
