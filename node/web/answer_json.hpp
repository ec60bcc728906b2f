// The same answers for a script of the page that checks many: one sentence, and the verdict.
#pragma once

#include "node/http/message.hpp"
#include "node/web/answer_page.hpp"
#include "node/words/catalogue.hpp"

namespace waarmerk::node::web {

/// `{heading, state, sentence, …}` with the members of a verdict; a sentence where one decided.
http::Response answer_json(const Answer& answer);

/// `{wrong, sentence}`: why nothing was checked.
http::Response wrong_json(words::Language language, words::Key why, int status);

}  // namespace waarmerk::node::web
