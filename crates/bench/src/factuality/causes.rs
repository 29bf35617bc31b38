//! What makes a predicate hard to judge, for a list of mistakes that shows where to look.

use onrecord_extract::factuality::Scope;
use onrecord_language::Pos;

/// The first that holds of: negated, question, condition, modal, future, under a governing word (which, and negated or not), noun, plain.
pub fn cause(scope: &Scope, token: usize) -> String {
    let a = scope.annotated;
    let noun = matches!(a.pos(token), Pos::Noun | Pos::Propn | Pos::Adj);
    if scope.negated(token) {
        return if noun { "negated noun" } else { "negated" }.to_owned();
    }
    let chain = scope.chain(token, 5);
    if scope.within.clone().any(|at| a.token(at) == "?") {
        return "question".to_owned();
    }
    let conditional = |at: usize| matches!(scope.opening(at), "if" | "unless" | "whether" | "lest");
    if conditional(token) || chain.iter().any(|governor| conditional(governor.token)) {
        return "condition".to_owned();
    }
    let tense = scope.tense(token);
    for modal in ["may", "might", "could", "can", "would", "should", "must"] {
        if tense.split(' ').any(|word| word == modal) {
            return format!("modal: {modal}");
        }
    }
    if tense.split(' ').any(|word| word == "will" || word == "shall") {
        return "future".to_owned();
    }
    let governing = chain.iter().find(|governor| {
        matches!(
            governor.relation,
            "xcomp" | "ccomp" | "pcomp" | "acl" | "advcl" | "dobj" | "pobj"
        )
    });
    if let Some(governor) = governing {
        let denied = if chain.iter().any(|governor| scope.negated(governor.token)) {
            "not "
        } else {
            ""
        };
        let by = if governor.by.is_empty() {
            String::new()
        } else {
            format!(" {}", governor.by)
        };
        return format!(
            "{}under: {denied}{}{by} ({})",
            if noun { "noun " } else { "" },
            a.lemma(governor.token).to_lowercase(),
            governor.relation
        );
    }
    if chain.iter().any(|governor| scope.negated(governor.token)) {
        return "negated above".to_owned();
    }
    if noun { "noun" } else { "plain" }.to_owned()
}
