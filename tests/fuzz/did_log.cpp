// Any bytes as a history of a did:webvh, and what its witnesses say behind a zero byte: what is
// read holds together, and a shorter log is the beginning of a longer one.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "crypto/base/bytes.hpp"
#include "crypto/json/parse.hpp"
#include "did/did_webvh.hpp"
#include "did/document_history.hpp"
#include "did/webvh_controller.hpp"
#include "did/webvh_log.hpp"

namespace waarmerk::did {
namespace {

constexpr UnixTime now{1'800'000'000'000};

void require(bool holds) {
  if (!holds) std::abort();
}

/// The SCID that the first line itself names, so that the fuzzer gets behind that door.
std::string scid_named(std::string_view log) {
  const auto line = json::parse(log.substr(0, log.find('\n')));
  const auto parameters = line ? line->root().find("parameters") : std::nullopt;
  const auto scid = parameters ? parameters->find("scid") : std::nullopt;
  return std::string(scid ? scid->string().value_or("") : "");
}

void try_periods(const DocumentHistory& history) {
  for (const auto& version : history.versions()) {
    for (const auto& method : version.document.methods()) {
      for (const auto& period : history.periods(method.id, Purpose::assertion_method)) {
        require(!period.until || period.from < *period.until);
      }
    }
  }
}

void try_history(const WebvhLog& log) {
  if (log.entries().empty()) return;
  const auto did = Did::parse(log.entries().back().id);
  require(did.has_value());
  const auto history = DocumentHistory::of(*did, log);
  require(history.has_value() == !log.fault());
  if (!history) return;
  try_periods(*history);
  if (const auto newest = history->newest()) {
    static_cast<void>(parallel_did_web(*did, newest->source()));
  }
}

void try_log(const WebvhTexts& texts) {
  const auto scid = scid_named(texts.log);
  const auto all = WebvhLog::read(texts.log, scid, now);
  const auto confirmed = WebvhLog::read(texts, scid, now);
  const auto kept = WebvhLog::read_kept(texts.log, scid, now);
  require(all.continues(confirmed));
  require(kept.entries().size() >= all.entries().size());
  require(!all.entries().empty() || all.fault());
  std::uint32_t number = 0;
  for (const auto& entry : all.entries()) require(entry.number() == ++number);
  try_history(all);
  try_history(confirmed);
  const auto shorter = WebvhLog::read(texts.log.substr(0, texts.log.rfind('\n')), scid, now);
  require(all.continues(shorter));
}

}  // namespace

void try_bytes(ByteView bytes) {
  const auto text = text_of(bytes);
  const auto end = std::min(text.find('\0'), text.size());
  const auto rest = text.substr(std::min(end + 1, text.size()));
  try_log({.log = std::string(text.substr(0, end)), .witnesses = std::string(rest)});
}

}  // namespace waarmerk::did

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  waarmerk::did::try_bytes({data, size});
  return 0;
}
