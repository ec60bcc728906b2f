// The payload of an SD-JWT with its disclosures in their places (RFC 9901 section 7.1).
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <utility>

#include "crypto/jose/sd_jwt.hpp"
#include "crypto/json/parse.hpp"
#include "crypto/json/pointer.hpp"
#include "crypto/json/writer.hpp"

namespace waarmerk::jose {
namespace {

constexpr json::Limits limits{.bytes_max = sd_jwt_bytes_max, .depth_max = 64};

std::unexpected<Error> refuse(std::string detail) { return fail(bad_sd_jwt, std::move(detail)); }

/// Copies a payload and puts in what is disclosed, wherever a digest asks for it.
class Unpacker {
 public:
  explicit Unpacker(const Disclosed& disclosed)
      : disclosed_(disclosed), places_(disclosed.disclosures.size()) {}

  Result<Unpacked> unpack(json::Value payload) {
    TRY_OK(index());
    TRY_OK(write_object(payload, "", 0));
    for (const auto& place : places_) {
      if (!place) return fail(bad_disclosure, "A disclosure belongs to nothing that was signed.");
    }
    auto whole = json::parse(writer_.text(), limits);
    if (!whole && whole.error().code == json::duplicate_name) {
      return fail(bad_disclosure, "A disclosure has the name of another claim.");
    }
    TRY(document, std::move(whole));
    Unpacked unpacked{.payload = document, .places = {}};
    for (auto& place : places_) unpacked.places.push_back(std::move(*place));
    return unpacked;
  }

 private:
  Result<void> index() {
    for (std::size_t i = 0; i < disclosed_.disclosures.size(); ++i) {
      const auto digest = sd_digest(disclosed_.hash, disclosed_.disclosures[i].text());
      if (!by_digest_.emplace(digest, i).second) {
        return fail(bad_disclosure, "A disclosure comes twice.");
      }
    }
    return {};
  }

  /// The disclosure of a digest, if it came along.
  Result<std::optional<std::size_t>> take(json::Value digest) {
    const auto text = digest.string();
    if (!text) return refuse("A digest is a text.");
    if (seen_.size() == digests_max) return refuse("There are too many digests.");
    if (!seen_.emplace(*text).second) return refuse("A digest stands twice.");
    const auto found = by_digest_.find(std::string(*text));
    if (found == by_digest_.end()) return std::optional<std::size_t>();
    return std::optional(found->second);
  }

  Result<void> write(json::Value value, const std::string& pointer, std::size_t depth) {
    if (depth > limits.depth_max) return refuse("The claims lie too deep.");
    if (value.is(json::Kind::object)) return write_object(value, pointer, depth);
    if (value.is(json::Kind::array)) return write_array(value, pointer, depth);
    writer_.value(value);
    return {};
  }

  Result<void> write_object(json::Value object, const std::string& pointer, std::size_t depth) {
    writer_.begin_object();
    std::optional<json::Value> digests;
    for (const json::Member member : object.members()) {
      if (member.name == "_sd") {
        digests = member.value;
      } else if (is_sd_name(member.name)) {
        const bool is_hash = member.name == "_sd_alg" && depth == 0;
        if (!is_hash) return refuse("A name of SD-JWT's own stands where it may not.");
      } else {
        writer_.name(member.name);
        TRY_OK(write(member.value, json::pointer_to(pointer, member.name), depth + 1));
      }
    }
    if (digests) TRY_OK(write_disclosed(*digests, pointer, depth));
    writer_.end_object();
    return {};
  }

  Result<void> write_disclosed(json::Value digests, const std::string& pointer, std::size_t depth) {
    if (!digests.is(json::Kind::array)) return refuse("The member _sd is an array.");
    for (const json::Value digest : digests.elements()) {
      TRY(found, take(digest));
      if (!found) continue;
      const auto& disclosure = disclosed_.disclosures[*found];
      if (!disclosure.name()) return fail(bad_disclosure, "A claim is disclosed without a name.");
      places_[*found] = json::pointer_to(pointer, *disclosure.name());
      writer_.name(*disclosure.name());
      TRY_OK(write(disclosure.value(), *places_[*found], depth + 1));
    }
    return {};
  }

  Result<void> write_array(json::Value array, const std::string& pointer, std::size_t depth) {
    writer_.begin_array();
    std::size_t count = 0;
    for (const json::Value element : array.elements()) {
      const auto here = json::pointer_to(pointer, std::to_string(count));
      const auto digest = element.find("...");
      if (!digest) {
        TRY_OK(write(element, here, depth + 1));
        ++count;
        continue;
      }
      if (element.size() != 1) return refuse("A digest in an array stands alone.");
      TRY(found, take(*digest));
      if (!found) continue;
      const auto& disclosure = disclosed_.disclosures[*found];
      if (disclosure.name()) return fail(bad_disclosure, "An element is disclosed with a name.");
      places_[*found] = here;
      TRY_OK(write(disclosure.value(), here, depth + 1));
      ++count;
    }
    writer_.end_array();
    return {};
  }

  const Disclosed& disclosed_;
  std::unordered_map<std::string, std::size_t> by_digest_;
  std::unordered_set<std::string_view> seen_;  // of the payload and the disclosures, which stay
  std::vector<std::optional<std::string>> places_;
  json::Writer writer_;
};

}  // namespace

Result<Unpacked> unpack_sd_jwt(const SdJwt& sd_jwt) {
  return Unpacker(sd_jwt.disclosed).unpack(sd_jwt.payload.root());
}

Result<std::string> select_claims(const SdJwt& sd_jwt, const std::vector<std::string>& pointers) {
  TRY(unpacked, unpack_sd_jwt(sd_jwt));
  for (const auto& pointer : pointers) {
    if (!json::find_at(unpacked.payload.root(), pointer)) {
      return fail(no_such_claim, "There is no such claim to disclose.", pointer);
    }
  }
  const auto& text = sd_jwt.disclosed.text;
  std::string selected = text.substr(0, text.find('~') + 1);
  for (std::size_t i = 0; i < unpacked.places.size(); ++i) {
    const auto& place = unpacked.places[i];
    bool is_wanted = false;
    for (const auto& pointer : pointers) is_wanted |= json::is_at_or_in(pointer, place);
    if (is_wanted) selected.append(sd_jwt.disclosed.disclosures[i].text()).append("~");
  }
  return selected;
}

}  // namespace waarmerk::jose
