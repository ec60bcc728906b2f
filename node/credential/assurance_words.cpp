#include "node/credential/assurance_words.hpp"

#include "node/credential/sentences.hpp"

namespace waarmerk::node::credential {
namespace {

std::string time_or_unknown(const std::optional<UnixTime>& time) {
  return time ? say_time(*time) : std::string("a time that is not known");
}

std::string say_state(const StatusFacts& status) {
  const auto as_of = "known as of " + time_or_unknown(status.as_of);
  const auto until = time_or_unknown(status.list_valid_until);
  switch (*status.grade) {
    case Grade::a: return as_of + ", and nothing newer exists";
    case Grade::b:
      return status.list_valid_until ? as_of + ", by a list that is good until " + until : as_of;
    case Grade::c: return as_of + ", by a list that was good until " + until;
    case Grade::d: break;
  }
  if (status.word == StatusWord::contested) return "the issuer's own records contradict each other";
  return status.as_of ? "the present state cannot be relied on; " + as_of
                      : "the present state is not known";
}

std::string say_issuer(const StatusFacts& status) {
  const auto heard = time_or_unknown(status.issuer_last_heard);
  switch (status.issuer.liveness) {
    case Liveness::unknown: return "";
    case Liveness::live: return "; the issuer was last heard on " + heard;
    case Liveness::late: return "; the issuer is late, and was last heard on " + heard;
    case Liveness::silent: return "; the issuer has been silent since " + heard;
    case Liveness::closed: return "; the issuer said its last word on " + heard;
    case Liveness::forked: return "; the issuer published two conflicting records";
  }
  return {};
}

std::string say_witnesses(const WitnessFacts& witnesses) {
  if (witnesses.of == 0) return "; no witnesses are counted here";
  auto text = "; " + std::to_string(witnesses.agree) + " of " + std::to_string(witnesses.of) +
              (witnesses.of == 1 ? " witness" : " witnesses") + " saw nothing newer";
  if (witnesses.newest) text += ", the last on " + say_time(*witnesses.newest);
  if (witnesses.agree < witnesses.needed) {
    text += ", and " + std::to_string(witnesses.needed) + (witnesses.needed == 1 ? " is" : " are") +
            " needed for more";
  } else if (witnesses.needed < witnesses_needed_default) {
    text += ", and one is enough in a network this small";
  }
  return text;
}

}  // namespace

std::string say_assurance(const StatusFacts& status) {
  if (!status.grade) return {};
  return std::string(print_grade(*status.grade)) + ": " + say_state(status) + say_issuer(status) +
         say_witnesses(status.issuer.witnesses) + ".";
}

}  // namespace waarmerk::node::credential
