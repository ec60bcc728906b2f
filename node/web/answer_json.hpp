// The same answers for a script of the page that checks many: one sentence, and the verdict.
#pragma once

#include "node/http/message.hpp"
#include "node/web/answer_page.hpp"
#include "node/words/catalogue.hpp"

namespace waarmerk::node::web {

/// `{heading, state, sentence, …}` with the members of a verdict; a sentence where one decided.
/// `beside` is the same in the second of two languages, and `receipt` a text where there is one.
http::Response answer_json(const Answer& answer);

/// `{wrong, sentence}`: why nothing was checked.
http::Response wrong_json(const words::Languages& language, words::Key why, int status);

}  // namespace waarmerk::node::web
