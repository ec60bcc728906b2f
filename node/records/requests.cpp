#include "node/records/requests.hpp"

#include <algorithm>
#include <string>
#include <utility>

#include "crypto/encoding/base64url.hpp"
#include "crypto/json/reader.hpp"
#include "crypto/json/writer.hpp"
#include "node/records/families.hpp"
#include "node/records/rows.hpp"

namespace waarmerk::node::records {
namespace {

using openid::PresentationRequest;

Result<std::optional<Sha256>> read_code(const json::Reader& row) {
  TRY(text, row.find_string("code"));
  if (!text) return std::optional<Sha256>();
  TRY(bytes, encoding::decode_base64url(*text));
  Sha256 hash;
  if (bytes.size() != hash.value.size()) return fail(bad_row, "A hash has a wrong size.");
  std::ranges::copy(bytes, hash.value.begin());
  return std::optional(hash);
}

Result<PresentationRequest> read_request(std::string_view id, const json::Document& document) {
  const json::Reader row(document);
  TRY(made, row.get_time("made"));
  TRY(until, row.get_time("until"));
  TRY(kept_until, row.get_time("keptUntil"));
  TRY(purpose, row.get_string("purpose"));
  TRY(query, row.get_string("query"));
  TRY(nonce, row.get_string("nonce"));
  TRY(state, row.get_string("state"));
  TRY(redirect, row.find_string("redirect"));
  TRY(wrong_answers, row.get_integer("wrongAnswers"));
  TRY(answered, row.find_time("answered"));
  TRY(error, row.find_string("error"));
  TRY(result, row.find_string("result"));
  TRY(code_hash, read_code(row));
  return PresentationRequest{.id = std::string(id),
                             .made = made,
                             .until = until,
                             .kept_until = kept_until,
                             .purpose = std::move(purpose),
                             .query = std::move(query),
                             .nonce = std::move(nonce),
                             .state = std::move(state),
                             .redirect = redirect.value_or(""),
                             .wrong_answers = wrong_answers,
                             .answered = answered,
                             .error = error.value_or(""),
                             .result = result.value_or(""),
                             .code_hash = code_hash};
}

}  // namespace

Result<std::optional<PresentationRequest>> find_request(const storage::View& view,
                                                        std::string_view id) {
  return find_row<PresentationRequest>(view, family::request, bytes_of(id), read_request);
}

Result<std::vector<PresentationRequest>> list_requests(const storage::View& view) {
  return list_rows<PresentationRequest>(view, {.family = family::request}, read_request);
}

void save_request(storage::Batch& batch, const PresentationRequest& request) {
  json::Writer row;
  row.begin_object()
      .member("made", print_time(request.made))
      .member("until", print_time(request.until))
      .member("keptUntil", print_time(request.kept_until))
      .member("purpose", request.purpose)
      .member("query", request.query)
      .member("nonce", request.nonce)
      .member("state", request.state);
  if (!request.redirect.empty()) row.member("redirect", request.redirect);
  row.name("wrongAnswers").integer(request.wrong_answers);
  if (request.answered) row.member("answered", print_time(*request.answered));
  if (!request.error.empty()) row.member("error", request.error);
  if (!request.result.empty()) row.member("result", request.result);
  if (request.code_hash) {
    row.member("code", encoding::encode_base64url(request.code_hash->value));
  }
  row.end_object();
  batch.put(family::request, bytes_of(request.id), bytes_of(row.text()));
}

void erase_request(storage::Batch& batch, std::string_view id) {
  batch.erase(family::request, bytes_of(id));
}

}  // namespace waarmerk::node::records
