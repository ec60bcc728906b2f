#include "did/webvh_log.hpp"

#include <algorithm>
#include <charconv>
#include <map>
#include <set>
#include <span>
#include <utility>

#include "crypto/json/parse.hpp"
#include "crypto/json/reader.hpp"
#include "did/webvh_entry.hpp"
#include "did/webvh_proof.hpp"

namespace waarmerk::did {
namespace {

constexpr json::Limits file_limits{.bytes_max = webvh_log_bytes_max, .depth_max = 32};

/// Whose confirmations of which version hold: the number of the version, and did:keys.
using Confirmations = std::map<std::uint32_t, std::set<std::string>>;

/// Whether one proof over `{"versionId": …}` holds, and whose it is.
Result<std::string> confirmer_of(json::Value confirmation, const proof::DataIntegrityProof& proof) {
  TRY(key, signer_of(proof));
  TRY_OK(check_webvh_proof(confirmation, proof, key));
  return "did:key:" + key;
}

/// What is about no published entry, or does not hold, counts for nothing.
void count_confirmation(json::Value confirmation, const std::vector<WebvhEntry>& entries,
                        Confirmations& all) {
  const json::Reader reader(confirmation);
  const auto version_id = reader.get_string("versionId");
  if (!version_id || !reader.allow_only({"versionId", "proof"})) return;
  const auto entry = std::ranges::find(entries, *version_id, &WebvhEntry::version_id);
  const auto proofs = proof::read_proofs(confirmation);
  if (entry == entries.end() || !proofs) return;
  for (const auto& one : *proofs) {
    if (auto by = confirmer_of(confirmation, one)) all[entry->number()].insert(std::move(*by));
  }
}

/// The number of the first entry that too few of its witnesses confirmed, themselves or by a later
/// one; nothing where there is none. From the end on, so that each confirmation is looked at once.
std::optional<std::uint32_t> first_unconfirmed(const std::vector<WebvhEntry>& entries,
                                               const Confirmations& all) {
  std::optional<std::uint32_t> first;
  std::set<std::string> heard;
  for (auto entry = entries.rbegin(); entry != entries.rend(); ++entry) {
    const auto number = entry->number();
    if (const auto at = all.find(number); at != all.end()) {
      heard.insert(at->second.begin(), at->second.end());
    }
    const auto count = std::ranges::count_if(
        entry->witnesses.ids, [&](const std::string& id) { return heard.contains(id); });
    if (std::cmp_less(count, entry->witnesses.threshold)) first = number;
  }
  return first;
}

std::string_view take_line(std::string_view& text) {
  const auto line = text.substr(0, text.find('\n'));
  text.remove_prefix(std::min(line.size() + 1, text.size()));
  return line.ends_with('\r') ? line.substr(0, line.size() - 1) : line;
}

Error in_entry(std::size_t number, Error error) {
  error.detail = "Entry " + std::to_string(number) + ": " + error.detail;
  return error;
}

}  // namespace

std::uint32_t WebvhEntry::number() const {
  std::uint32_t number = 0;
  std::from_chars(version_id.data(), version_id.data() + version_id.size(), number);
  return number;
}

WebvhLog WebvhLog::read(std::string_view text, std::string_view scid, UnixTime now) {
  return read(text, WebvhPlace{.scid = scid, .now = now});
}

WebvhLog WebvhLog::read_kept(std::string_view text, std::string_view scid, UnixTime now) {
  return read(text, WebvhPlace{.scid = scid, .now = now, .trust = WebvhTrust::verified});
}

WebvhLog WebvhLog::read(std::string_view text, const WebvhPlace& of_log) {
  WebvhLog log;
  if (text.size() > webvh_log_bytes_max) {
    log.fault_ = Error{bad_log, "The log is over 5 MiB."};
    return log;
  }
  while (!text.empty() && !log.fault_) {
    const auto number = log.entries_.size() + 1;
    const auto line = json::parse(take_line(text), file_limits);
    auto place = of_log;
    place.before = log.entries_.empty() ? nullptr : &log.entries_.back();
    auto entry = line ? read_webvh_entry(*line, place)
                      : Result<WebvhEntry>(fail(bad_log, line.error().detail));
    if (number > webvh_entries_max) entry = fail(bad_log, "The log has over 2,000 entries.");
    if (entry) log.entries_.push_back(std::move(*entry));
    if (!entry) log.fault_ = in_entry(number, std::move(entry.error()));
  }
  if (log.entries_.empty() && !log.fault_) log.fault_ = Error{bad_log, "The log is empty."};
  return log;
}

WebvhLog WebvhLog::read(const WebvhTexts& texts, std::string_view scid, UnixTime now) {
  auto log = read(texts.log, scid, now);
  if (!log.needs_witnesses()) return log;
  if (texts.witnesses.empty()) log.confirm_none(Error{bad_log, "Their file is not there."});
  if (!texts.witnesses.empty()) log.confirm(texts.witnesses);
  return log;
}

Result<WebvhLog> WebvhLog::followed_by(std::string_view line, std::string_view scid,
                                       UnixTime now) const {
  if (fault_) return std::unexpected(*fault_);
  const auto number = entries_.size() + 1;
  if (line.empty() || line.contains('\n')) return fail(bad_log, "It is not one line.");
  if (number > webvh_entries_max) return fail(bad_log, "The log has over 2,000 entries.");
  const auto document = json::parse(line, file_limits);
  if (!document) return std::unexpected(in_entry(number, {bad_log, document.error().detail}));
  auto entry = read_webvh_entry(
      *document,
      {.scid = scid, .now = now, .before = entries_.empty() ? nullptr : &entries_.back()});
  if (!entry) return std::unexpected(in_entry(number, std::move(entry.error())));
  WebvhLog longer = *this;
  longer.entries_.push_back(std::move(*entry));
  return longer;
}

bool WebvhLog::continues(const WebvhLog& earlier) const {
  return earlier.entries_.size() <= entries_.size() &&
         std::ranges::equal(earlier.entries_, std::span(entries_).first(earlier.entries_.size()),
                            {}, &WebvhEntry::version_id, &WebvhEntry::version_id);
}

bool WebvhLog::needs_witnesses() const {
  return std::ranges::any_of(entries_,
                             [](const WebvhEntry& entry) { return entry.witnesses.are_used(); });
}

void WebvhLog::confirm(std::string_view witness_file) {
  const auto file = json::parse(witness_file, file_limits);
  if (!file || !file->root().is(json::Kind::array) || file->root().size() > webvh_entries_max) {
    return confirm_none(Error{bad_log, "The file of witnesses is no list of confirmations."});
  }
  Confirmations all;
  for (const json::Value one : file->root().elements()) count_confirmation(one, entries_, all);
  const auto lacking = first_unconfirmed(entries_, all);
  if (!lacking) return;
  fault_ = in_entry(*lacking, Error{bad_log, "Too few of its witnesses confirm it."});
  entries_.erase(entries_.begin() + (*lacking - 1), entries_.end());
}

void WebvhLog::confirm_none(const Error& why) {
  const auto first = std::ranges::find_if(
      entries_, [](const WebvhEntry& entry) { return entry.witnesses.are_used(); });
  if (first == entries_.end()) return;
  fault_ = in_entry(first->number(), Error{bad_log, "Its witnesses are unknown: " + why.detail});
  entries_.erase(first, entries_.end());
}

Result<const WebvhEntry*> WebvhLog::find(const Did& did, const Version& version) const {
  const auto about = std::ranges::find(entries_, did.text(), &WebvhEntry::id);
  if (about == entries_.end()) {
    return std::unexpected(fault_.value_or(Error{bad_log, "No entry is about this DID."}));
  }
  const auto matches = [&](const WebvhEntry& entry) {
    if (const auto* id = std::get_if<std::string>(&version)) return entry.version_id == *id;
    if (const auto* number = std::get_if<std::uint32_t>(&version)) return entry.number() == *number;
    if (const auto* time = std::get_if<UnixTime>(&version)) return entry.time <= *time;
    return true;
  };
  const bool is_last = std::holds_alternative<LastVersion>(version);
  if (is_last && fault_) return std::unexpected(*fault_);
  const auto found = std::find_if(entries_.rbegin(), entries_.rend(), matches);
  if (found == entries_.rend()) {
    return fault_ ? std::unexpected(*fault_) : fail(no_version, "The DID has no such version.");
  }
  if (is_last && found->parameters.deactivated) {
    return fail(deactivated, "The DID was deactivated.");
  }
  return &*found;
}

}  // namespace waarmerk::did
