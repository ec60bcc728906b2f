// Any text as the encoded list of a status list, and any bytes as a Status List Token: refused, or
// written again it holds the same values.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>

#include "crypto/encoding/base64url.hpp"
#include "crypto/encoding/gzip.hpp"
#include "node/credential/status_list.hpp"
#include "node/credential/status_token.hpp"
#include "node/credential/token_status_list.hpp"

namespace waarmerk::node::credential {
namespace {

void require(bool holds) {
  if (!holds) std::abort();
}

void try_encoded(std::string_view encoded) {
  for (const auto prefix : {MultibasePrefix::required, MultibasePrefix::optional}) {
    const auto list = StatusList::decode(encoded, prefix);
    if (!list) continue;
    require(list->size() <= status_list_bytes_max * 8);
    require(StatusList::decode(list->encode()) == *list);
    require(!list->get(list->size()));
  }
}

void try_token(std::string_view bytes) {
  const auto opened = open_status_token(bytes);
  if (!opened) return;
  require(opened->jws.has_value() != opened->cose.has_value());
  const auto token = read_status_token(opened->document.root());
  if (!token) return;
  const auto& list = token->list;
  require(list.bytes().size() <= status_list_bytes_max);
  require(TokenStatusList::decode(list.encode(), list.bits()) == list);
  require(!list.get(list.size()));
}

}  // namespace
}  // namespace waarmerk::node::credential

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const waarmerk::ByteView bytes(data, size);
  waarmerk::node::credential::try_encoded(waarmerk::text_of(bytes));
  waarmerk::node::credential::try_token(waarmerk::text_of(bytes));
  // As gzip bytes too, which a fuzzer would hardly find behind base64.
  waarmerk::node::credential::try_encoded("u" + waarmerk::encoding::encode_base64url(bytes));
  return 0;
}
