#include "node/net/txt_answer.hpp"

#include <arpa/nameser.h>

#include <optional>

#include "node/net/lookup.hpp"

namespace waarmerk::node::net {
namespace {

std::unexpected<Error> refuse() {
  return fail(host_not_found, "DNS answered with what is no answer.");
}

/// Nothing where the strings do not fill the record, or are too long together.
std::optional<std::string> read_strings(ByteView data) {
  if (data.size() > txt_record_bytes_max) return std::nullopt;
  std::string text;
  while (!data.empty()) {
    const std::size_t length = data[0];
    if (length >= data.size()) return std::nullopt;
    text += text_of(data.subspan(1, length));
    data = data.subspan(1 + length);
  }
  return text;
}

}  // namespace

Result<std::vector<std::string>> read_txt_answer(ByteView message) {
  std::vector<std::string> records;
  if (message.size() > txt_answer_bytes_max) return refuse();
  ns_msg answer;
  const auto size = static_cast<int>(message.size());
  if (ns_initparse(message.data(), size, &answer) != 0) return refuse();
  if (ns_msg_getflag(answer, ns_f_qr) == 0 || ns_msg_getflag(answer, ns_f_tc) != 0) return refuse();
  const auto outcome = ns_msg_getflag(answer, ns_f_rcode);
  if (outcome == ns_r_nxdomain) return records;
  if (outcome != ns_r_noerror) return fail(host_not_found, "DNS could not answer.");
  const int count = ns_msg_count(answer, ns_s_an);
  for (int at = 0; at < count && records.size() < txt_records_max; ++at) {
    ns_rr record;
    if (ns_parserr(&answer, ns_s_an, at, &record) != 0) return refuse();
    if (ns_rr_type(record) != ns_t_txt || ns_rr_class(record) != ns_c_in) continue;
    auto text = read_strings({record.rdata, record.rdlength});
    if (text) records.push_back(*std::move(text));
  }
  return records;
}

}  // namespace waarmerk::node::net
