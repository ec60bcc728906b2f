// The checkup of the machine: files, disk, clock and certificate.
#include <fmt/format.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <sys/timex.h>

#include <filesystem>

#include "cli/checkup.hpp"
#include "node/net/certificate.hpp"
#include "node/ops/secret_file.hpp"
#include "storage/key_vault.hpp"

namespace waarmerk::cli {
namespace {

namespace fs = std::filesystem;

// This program was not written before then, so a clock that says so is wrong.
constexpr UnixTime earliest{1'760'000'000'000};
constexpr std::uint64_t space_bytes_min = 256 << 20;
constexpr std::uint64_t space_bytes_scarce = std::uint64_t{1} << 30;
constexpr std::int64_t certificate_warning_ms = 21 * day_ms;

Observation examine_clock(UnixTime now) {
  if (now < earliest) {
    return {"clock", Health::bad, "The clock says " + print_time(now) + ", which is long ago.",
            "Set the clock, and let the machine keep it by NTP."};
  }
  timex state{};
  if (adjtimex(&state) == -1 || (state.status & STA_UNSYNC) != 0) {
    return {"clock", Health::note,
            "Nothing is known to keep the clock right; it says " + print_time(now) + ".",
            "Let the machine keep it by NTP, such as with systemd-timesyncd."};
  }
  return {"clock", Health::good, "The clock says " + print_time(now) + ", and is kept right."};
}

bool is_open_to_others(const fs::path& path) {
  struct stat status{};
  return stat(path.c_str(), &status) == 0 && (status.st_mode & (S_IRWXG | S_IRWXO)) != 0;
}

Observation examine_token(const NodeFiles& files) {
  const auto& path = files.token_path;
  if (!fs::exists(path)) {
    return {"token", Health::note, "There is no token in " + path.string() + ".",
            "Name one with --token-file where a command must write."};
  }
  if (is_open_to_others(path)) {
    return {"token", Health::bad, "Others on this machine may read " + path.string() + ".",
            "chmod 600 " + path.string() + ", and withdraw the token: waarmerk token list"};
  }
  return {"token", Health::good, "The token is for its owner alone."};
}

Observation examine_vault(const NodeFiles& files) {
  const auto listed = storage::list_vault(files.vault());
  if (!listed) {
    const bool is_exposed = listed.error().code.name == "storage.file_exposed";
    return {"keys", Health::bad, listed.error().detail,
            is_exposed ? "chmod 600 " + files.vault().string()
                       : "Put keys.vault back from your copy of it."};
  }
  return {"keys", Health::good,
          fmt::format("The vault holds {} keys and is for its owner alone.", listed->size())};
}

Observation examine_passphrase(const NodeFiles& files) {
  const auto& path = files.config.vault.passphrase_file;
  if (path.empty()) {
    return {"passphrase", Health::note, "No passphrase file is configured.",
            "waarmerk node start asks for it; for systemd see LoadCredential=vault-passphrase"};
  }
  if (const auto read = node::ops::read_secret_file(path); !read) {
    return {"passphrase", Health::bad, read.error().detail,
            "See that vault.passphrase_file names a file with mode 600 that holds it."};
  }
  const bool is_beside = fs::path(path).parent_path() == files.vault().parent_path();
  if (is_beside) {
    return {"passphrase", Health::note, "The passphrase lies beside the keys that it seals.",
            "For more than a trial, move it elsewhere and change vault.passphrase_file."};
  }
  return {"passphrase", Health::good, "The passphrase file can be read."};
}

Observation examine_disk(const NodeFiles& files) {
  struct statvfs disk{};
  const auto& folder = files.config.node.data_dir;
  if (statvfs(folder.c_str(), &disk) != 0) {
    return {"disk", Health::bad, "The folder " + folder + " is not there.",
            "See that node.data_dir names the folder that org init made."};
  }
  const auto free = std::uint64_t{disk.f_bavail} * disk.f_frsize;
  const auto sentence = fmt::format("{} MB are free where the data lies.", free >> 20);
  if (free < space_bytes_min) return {"disk", Health::bad, sentence, "Make room on that disk."};
  if (free < space_bytes_scarce) return {"disk", Health::note, sentence, "Make room before long."};
  return {"disk", Health::good, sentence};
}

Observation examine_store(const NodeFiles& files) {
  if (fs::is_directory(files.store())) {
    return {"store", Health::good, "The store is in " + files.store().string() + "."};
  }
  return {"store", Health::bad, "There is no store in " + files.store().string() + ".",
          "Put the data back from a backup; org init makes another organisation."};
}

Observation examine_certificate(const NodeFiles& files, UnixTime now) {
  const auto& path = files.config.tls.certificate;
  if (path.empty()) {
    return {"certificate", Health::good, "TLS is left to a server before this node."};
  }
  const auto times = node::net::read_certificate_times(path);
  if (!times) {
    return {"certificate", Health::bad, times.error().detail, "See tls.certificate."};
  }
  const auto until = print_time(times->ends);
  if (now < times->begins || now > times->ends) {
    return {"certificate", Health::bad,
            "The certificate is good from " + print_time(times->begins) + " until " + until + ".",
            "Renew it, and send waarmerkd a SIGHUP."};
  }
  if (times->ends - now < certificate_warning_ms) {
    return {"certificate", Health::note, "The certificate ends on " + until + ".",
            "Renew it, and send waarmerkd a SIGHUP."};
  }
  return {"certificate", Health::good, "The certificate is good until " + until + "."};
}

}  // namespace

Observations examine_machine(const NodeFiles& files, const Workspace& workspace) {
  return {examine_clock(workspace.now()),
          examine_disk(files),
          examine_store(files),
          examine_vault(files),
          examine_passphrase(files),
          examine_token(files),
          examine_certificate(files, workspace.now())};
}

}  // namespace waarmerk::cli
