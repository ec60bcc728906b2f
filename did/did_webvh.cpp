#include "did/did_webvh.hpp"

#include <algorithm>
#include <string_view>

#include "did/web_location.hpp"

namespace waarmerk::did {
namespace {

constexpr std::size_t scid_size = 46;

bool is_scid(std::string_view text) {
  constexpr std::string_view base58 = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";
  return text.size() == scid_size && text.find_first_not_of(base58) == std::string_view::npos;
}

}  // namespace

std::string folder_of(const WebvhLocation& location) {
  constexpr std::string_view file = "did.jsonl";
  constexpr std::string_view own_folder = "/.well-known/";
  auto folder = location.log.url();
  folder.resize(folder.size() - file.size());
  if (folder.ends_with(own_folder)) folder.resize(folder.size() - own_folder.size() + 1);
  return folder;
}

std::string_view scid_of(const Did& did) {
  if (did.method() != "webvh") return {};
  const auto id = did.specific_id();
  return id.substr(0, id.find(':'));
}

std::string_view lasting_part(std::string_view did) {
  constexpr std::string_view start = "did:webvh:";
  if (!did.starts_with(start)) return did;
  return did.substr(0, did.find(':', start.size()));
}

bool is_same_did(std::string_view left, std::string_view right) {
  return lasting_part(left) == lasting_part(right);
}

Result<WebvhLocation> locate_did_webvh(const Did& did, const ResolutionOptions& options) {
  if (did.method() != "webvh") return fail(unsupported_method, "this is not a did:webvh");
  const auto id = did.specific_id();
  const auto scid = scid_of(did);
  if (!is_scid(scid)) return fail(malformed, "a did:webvh begins with the hash of its log");
  if (scid.size() == id.size()) return fail(malformed, "a did:webvh names a host");
  const auto place = id.substr(scid.size() + 1);
  TRY(log, locate_on_web(place, "did.jsonl", options));
  TRY(witnesses, locate_on_web(place, "did-witness.json", options));
  return WebvhLocation{
      .scid = std::string(scid), .log = std::move(log), .witnesses = std::move(witnesses)};
}

}  // namespace waarmerk::did
