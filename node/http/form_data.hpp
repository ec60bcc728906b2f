// FormData: what a form of a page sends with a file in it (RFC 7578), read strictly.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "crypto/base/result.hpp"
#include "node/http/message.hpp"

namespace waarmerk::node::http {

inline constexpr ErrorCode bad_form{"http.bad_form", ErrorKind::invalid};

inline constexpr std::size_t form_parts_max = 16;
inline constexpr std::size_t form_head_bytes_max = 1024;

class FormData {
 public:
  /// Fails with http.unsupported_media_type where the body is no `multipart/form-data`, and with
  /// http.bad_form where it breaks the rules of it or a limit.
  static Result<FormData> parse(const Request& request);

  /// The bytes of the first part of this name; empty where there is none.
  std::string_view find(std::string_view name) const;

 private:
  struct Part {
    std::string name;
    std::string content;
  };
  std::vector<Part> parts_;
};

}  // namespace waarmerk::node::http
