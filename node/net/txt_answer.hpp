// The TXT records in an answer of DNS (RFC 1035 3.3.14 and 4.1). For the .cpp files of this folder
// only.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "crypto/base/bytes.hpp"
#include "crypto/base/result.hpp"

namespace waarmerk::node::net {

inline constexpr std::size_t txt_answer_bytes_max = 8192;
inline constexpr std::size_t txt_records_max = 16;
inline constexpr std::size_t txt_record_bytes_max = 1024;

/// The strings of each record put together. None where the name has no text or does not exist;
/// records that are too long are passed over, and so are those behind the first 16. Fails with
/// net.host_not_found for what is no whole answer, or one that tells of a failure.
Result<std::vector<std::string>> read_txt_answer(ByteView message);

}  // namespace waarmerk::node::net
