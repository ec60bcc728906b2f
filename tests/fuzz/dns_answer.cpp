// Any bytes as an answer of DNS: records are read within bounds, or it is refused; and any text as
// a record that names a node.
#include <cstddef>
#include <cstdint>
#include <cstdlib>

#include "crypto/base/bytes.hpp"
#include "node/actions/find_node.hpp"
#include "node/net/txt_answer.hpp"

namespace {

void require(bool holds) {
  if (!holds) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace waarmerk;
  const ByteView bytes(data, size);
  const auto records = node::net::read_txt_answer(bytes);
  if (records) require(records->size() <= node::net::txt_records_max);
  if (records) {
    for (const auto& text : *records) {
      require(text.size() <= node::net::txt_record_bytes_max && text.size() < size);
      node::actions::read_bot_record(text);
    }
  }
  const auto uri = node::actions::read_bot_record(text_of(bytes));
  require(!uri || uri->size() < size);
  return 0;
}
