#include "cli/web.hpp"

#include <utility>

#include "node/credential/securing.hpp"
#include "node/wallet/offer_reading.hpp"

namespace waarmerk::cli {

Result<std::string> Web::send(node::fetch::FetchRequest request, ReadRefusal refusal) {
  request.bytes_max = node::credential::file_bytes_max;
  TRY(network, workspace_.network({.loopback = loopback_}));
  TRY(answer, workspace_.run(network->fetch(std::move(request))));
  if (answer.status >= 200 && answer.status <= 299) return std::move(answer.body);
  if (refusal == nullptr) refusal = node::wallet::read_refusal;
  return std::unexpected(refusal(answer.status, answer.body));
}

Result<std::string> Web::get(const std::string& url, std::string accept, ReadRefusal refusal) {
  return send({.url = url, .accept = std::move(accept)}, refusal);
}

Result<std::string> Web::post(const std::string& url, Form form) {
  node::fetch::FetchRequest request{.url = url,
                                    .accept = std::move(form.accept),
                                    .method = "POST",
                                    .body = std::move(form.body),
                                    .content_type = std::move(form.type)};
  if (!form.bearer.empty()) request.authorization = "Bearer " + form.bearer;
  return send(std::move(request), form.refusal);
}

}  // namespace waarmerk::cli
