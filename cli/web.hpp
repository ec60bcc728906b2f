// Web: pages and endpoints of strangers, asked one after the other behind the address guard.
#pragma once

#include <string>
#include <string_view>

#include "cli/args.hpp"
#include "cli/workspace.hpp"
#include "crypto/base/result.hpp"
#include "node/fetch/fetcher.hpp"

namespace waarmerk::cli {

class Web {
 public:
  /// HTTPS, and with `--allow-loopback` plain HTTP to this machine.
  Web(const Args& args, Workspace& workspace)
      : workspace_(workspace),
        loopback_(args.has("--allow-loopback") ? Loopback::allowed : Loopback::refused) {}

  /// What is made of an answer that is not 2xx: its status and body.
  using ReadRefusal = Error (*)(int status, std::string_view answer);

  /// The body of a 2xx answer. Fails as the Fetcher does, or with what `refusal` makes of any other
  /// status; read_refusal() where that is not given.
  Result<std::string> get(const std::string& url, std::string accept = "application/json",
                          ReadRefusal refusal = nullptr);

  struct Form {
    std::string body;
    std::string type;  ///< `application/json`, or that of forms
    std::string bearer = {};
    std::string accept = "application/json";
    ReadRefusal refusal = nullptr;
  };
  Result<std::string> post(const std::string& url, Form form);

 private:
  Result<std::string> send(node::fetch::FetchRequest request, ReadRefusal refusal);

  Workspace& workspace_;
  Loopback loopback_;
};

inline constexpr std::string_view json_type = "application/json";
inline constexpr std::string_view form_type = "application/x-www-form-urlencoded";

}  // namespace waarmerk::cli
