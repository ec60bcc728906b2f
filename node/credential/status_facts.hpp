// What is known of the status of a badge, put together from the lists that speak of it.
#pragma once

#include <string>
#include <vector>

#include "node/credential/assurance.hpp"
#include "node/credential/finding.hpp"
#include "node/credential/verdict.hpp"

namespace waarmerk::node::credential {

/// What a finding about a list says of the badge.
StatusWord word_of(Finding finding);

/// What the grade is judged by.
StateEvidence state_in(const StatusFacts& facts);

/// What came along with the badge and was not used, as checks.
std::vector<Check> unused_of(const StatusFacts& facts, const std::string& issuer);

/// Which of two facts about one badge it is the more careful to go by, with the worse grade.
StatusFacts more_careful(const StatusFacts& left, const StatusFacts& right);

}  // namespace waarmerk::node::credential
