#include "cli/documents.hpp"

#include <algorithm>
#include <filesystem>
#include <utility>
#include <vector>

#include "cli/error_codes.hpp"
#include "crypto/json/parse.hpp"
#include "crypto/json/writer.hpp"
#include "did/did_web.hpp"
#include "did/did_webvh.hpp"
#include "node/credential/securing.hpp"
#include "node/credential/status_token.hpp"

namespace waarmerk::cli {
namespace {

namespace credential = node::credential;

constexpr json::Limits limits{.bytes_max = documents_bytes_max, .depth_max = 64};

/// A map's names are DIDs and URLs, which all have a colon; those of a document have none, but for
/// terms such as `@context`.
bool is_map(json::Value object) {
  for (const auto& [name, value] : object.members()) {
    if (!name.contains(':')) return false;
  }
  return true;
}

std::optional<std::string> id_of(json::Value document) {
  const auto id = document.find("id");
  const auto text = id ? id->string() : std::nullopt;
  return text ? std::optional(std::string(*text)) : std::nullopt;
}

/// Of a compact JWS its `id`, and of a Status List Token its `sub`, which is its place.
std::optional<std::string> id_of_compact(std::string_view text) {
  if (const auto opened = credential::open(text)) return id_of(opened->document.root());
  const auto token = credential::open_status_token(text);
  const auto place = token ? token->document.root().find("sub") : std::nullopt;
  const auto url = place ? place->string() : std::nullopt;
  return url ? std::optional(std::string(*url)) : std::nullopt;
}

/// `did-witness.json`: an array of `{"versionId":…,"proof":…}`.
bool is_witness_file(json::Value root) {
  if (!root.is(json::Kind::array) || root.size() == 0) return false;
  for (const json::Value one : root.elements()) {
    if (!one.find("versionId")) return false;
  }
  return true;
}

/// The files of a folder, by name, so that two runs read the same.
Result<std::vector<std::string>> files_of(const std::string& folder) {
  std::vector<std::string> paths;
  std::error_code error;
  for (std::filesystem::directory_iterator at(folder, error), end; !error && at != end;
       at.increment(error)) {
    const auto extension = at->path().extension();
    if (extension != ".json" && extension != ".jsonl" && extension != ".jwt" && extension != ".jws")
      continue;
    paths.push_back(at->path().string());
    if (paths.size() > document_files_max) {
      return fail(bad_documents, "The folder " + folder + " holds too many files.");
    }
  }
  if (error) return fail(unreadable_file, "The folder " + folder + " cannot be read.");
  std::ranges::sort(paths);
  return paths;
}

}  // namespace

Result<Documents> Documents::load(const Workspace& workspace, const std::string& path) {
  std::vector<std::string> paths{path};
  std::error_code ignored;
  if (std::filesystem::is_directory(path, ignored)) {
    TRY(found, files_of(path));
    paths = found;
  }
  Documents documents;
  for (const auto& each : paths) {
    TRY(text, workspace.read_file(each, documents_bytes_max));
    if (const auto added = documents.add(text); !added) {
      return fail(bad_documents, each + ": " + added.error().detail, added.error().path);
    }
  }
  return documents;
}

/// The history of a did:webvh says of itself which one it is, on each of its lines.
bool Documents::add_log(std::string_view text) {
  const auto line = json::parse(text.substr(0, text.find('\n')), limits);
  if (!line || !line->root().find("versionId")) return false;
  const auto state = line->root().find("state");
  const auto id = state ? id_of(*state) : std::nullopt;
  const auto did = did::Did::parse(id.value_or(""));
  if (!did || did::scid_of(*did).empty()) return false;
  logs_[std::string(did::scid_of(*did))] = text;
  return true;
}

Result<void> Documents::add(std::string_view text) {
  if (add_log(text)) return {};
  const auto parsed = json::parse(text, limits);
  if (!parsed) {
    const auto id = id_of_compact(text);
    if (!id) return fail(bad_documents, "It is no JSON: " + parsed.error().detail);
    by_name_[*id] = text;
    return {};
  }
  const auto root = parsed->root();
  if (is_witness_file(root)) {
    for (const json::Value one : root.elements()) confirmations_.push_back(json::print(one));
    return {};
  }
  if (!root.is(json::Kind::object)) return fail(bad_documents, "It is no JSON object.");
  if (is_map(root)) {
    for (const auto& [name, value] : root.members()) {
      by_name_[std::string(name)] =
          value.is(json::Kind::string) ? std::string(*value.string()) : json::print(value);
    }
    return {};
  }
  const auto id = id_of(root);
  if (!id) return fail(bad_documents, "It has no id, and its names are not all DIDs and URLs.");
  by_name_[*id] = text;
  return {};
}

std::optional<std::string_view> Documents::find(std::string_view name) const {
  const auto found = by_name_.find(name);
  if (found == by_name_.end()) return std::nullopt;
  return found->second;
}

std::optional<did::WebvhTexts> Documents::find_log(const did::Did& did) const {
  const auto found = logs_.find(did::scid_of(did));
  if (found == logs_.end()) return std::nullopt;
  did::WebvhTexts texts{.log = found->second};
  // What is about the versions of another log counts for nothing in this one.
  for (const auto& one : confirmations_)
    texts.witnesses += (texts.witnesses.empty() ? "[" : ",") + one;
  if (!texts.witnesses.empty()) texts.witnesses += "]";
  return texts;
}

std::optional<std::string_view> Documents::find(const did::Did& did) const {
  if (const auto found = find(did.text())) return found;
  const auto location = did::locate_did_web(did, {.plain_http_on_loopback = true});
  return location ? find(location->url()) : std::nullopt;
}

}  // namespace waarmerk::cli
