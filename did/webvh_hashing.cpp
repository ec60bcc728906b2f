#include "did/webvh_hashing.hpp"

#include "crypto/json/canonical.hpp"
#include "crypto/json/edit.hpp"
#include "crypto/json/parse.hpp"
#include "crypto/json/writer.hpp"
#include "did/webvh_parameters.hpp"

namespace waarmerk::did {
namespace {

/// The canonical text of an entry without its proof.
std::string bare_text(const json::Document& entry) {
  std::string text;
  json::canonical_without(entry.root(), "proof", text);
  return text;
}

}  // namespace

std::string replaced(std::string_view text, std::string_view what, std::string_view with) {
  std::string result;
  for (auto at = text.find(what); at != std::string_view::npos; at = text.find(what)) {
    result.append(text.substr(0, at)).append(with);
    text.remove_prefix(at + what.size());
  }
  return result.append(text);
}

Result<json::Document> with_version_id(const json::Document& entry, std::string_view version_id) {
  json::Writer writer;
  TRY(value, json::parse(writer.string(version_id).text()));
  auto changed = json::with_member(entry.root(), "versionId", value.root());
  if (!changed) return fail(bad_log, "The entry is no object.");
  return changed;
}

Result<std::string> hash_of_entry(const json::Document& entry, std::string_view previous) {
  TRY(behind, with_version_id(entry, previous));
  return webvh_hash(bare_text(behind));
}

Result<std::string> scid_of_entry(const json::Document& entry, std::string_view scid) {
  TRY(begun, with_version_id(entry, webvh_placeholder));
  // A name that holds the SCID may come to stand elsewhere, so the order is made anew.
  const auto undone = json::parse(replaced(bare_text(begun), scid, webvh_placeholder));
  if (!undone) return fail(bad_log, "The entry cannot be read without its SCID.");
  return webvh_hash(json::canonical(undone->root()));
}

}  // namespace waarmerk::did
