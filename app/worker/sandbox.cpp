#include "app/worker/sandbox.h"

#include <QFile>

#include <array>
#include <cerrno>
#include <csignal>
#include <cstring>
#include <fcntl.h>
#include <glob.h>
#include <linux/landlock.h>
#include <malloc.h>
#include <netinet/in.h>
#include <sched.h>
#include <seccomp.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
#define RAWI_SANITIZED 1 // their shadow memory needs terabytes of address space
#else
#define RAWI_SANITIZED 0
#endif

namespace rawi {

namespace {

Error systemError(const char *what)
{
    return {ErrorCode::Internal, QString(),
            u"%1: %2"_s.arg(QLatin1StringView(what), QString::fromLocal8Bit(std::strerror(errno)))};
}

void limit(__rlimit_resource resource, rlim_t value)
{
    rlimit now = {};
    ::getrlimit(resource, &now);
    const rlim_t wanted = qMin(value, now.rlim_max);
    const rlimit both{wanted, wanted};
    ::setrlimit(resource, &both);
}

int landlockAbi()
{
    const long abi = ::syscall(SYS_landlock_create_ruleset, nullptr, 0, LANDLOCK_CREATE_RULESET_VERSION);
    return abi < 0 ? 0 : int(abi);
}

// Those that a single file can have: executing, writing and reading, and cutting it short (bit 14, ABI 3).
constexpr quint64 kFileRights = LANDLOCK_ACCESS_FS_EXECUTE | LANDLOCK_ACCESS_FS_WRITE_FILE | LANDLOCK_ACCESS_FS_READ_FILE | (1ULL << 14);

// The rights of file-system ABI 1 are the first 13 bits, REFER (ABI 2) and TRUNCATE (ABI 3) the next two.
quint64 landlockRights(int abi)
{
    const int bits = abi >= 3 ? 15 : abi == 2 ? 14 : 13;
    return (quint64(1) << bits) - 1;
}

// What a graphics driver needs: its nodes, and its libraries and tables for reading. Globs.
constexpr std::array kGraphicsNodes{"/dev/dri/renderD*", "/dev/nvidia*", "/dev/video*", "/dev/media*"};
constexpr std::array kDriverFiles{"/lib", "/lib64", "/usr/lib", "/usr/lib64", "/usr/share", "/opt", "/sys", "/etc/ld.so.cache",
                                  "/etc/libva.conf", "/dev/dri", "/proc/devices", "/proc/driver", "/proc/self"};

Result<void> permit(int rules, const QByteArray &path, quint64 access)
{
    landlock_path_beneath_attr beneath = {};
    beneath.parent_fd = ::open(path.constData(), O_PATH | O_CLOEXEC);
    if (beneath.parent_fd < 0) {
        return Error{ErrorCode::FileMissing, QFile::decodeName(path), QString::fromLocal8Bit(std::strerror(errno))};
    }
    struct stat about = {};
    ::fstat(beneath.parent_fd, &about);
    // Rights on a folder's entries mean nothing on a file, and are refused there.
    beneath.allowed_access = S_ISDIR(about.st_mode) ? access : access & kFileRights;
    const long added = ::syscall(SYS_landlock_add_rule, rules, LANDLOCK_RULE_PATH_BENEATH, &beneath, 0);
    ::close(beneath.parent_fd);
    return added == 0 ? Result<void>() : Result<void>(systemError("landlock_add_rule"));
}

Result<void> permitGraphics(int rules)
{
    constexpr quint64 kRead = LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_READ_DIR;
    for (const char *path : kDriverFiles) {
        if (::access(path, F_OK) == 0) {
            RAWI_TRY(permit(rules, path, kRead | LANDLOCK_ACCESS_FS_EXECUTE)); // a library is mapped to be executed
        }
    }
    for (const char *pattern : kGraphicsNodes) {
        glob_t found = {};
        if (::glob(pattern, 0, nullptr, &found) == 0) {
            for (size_t i = 0; i < found.gl_pathc; ++i) {
                RAWI_TRY(permit(rules, found.gl_pathv[i], kRead | LANDLOCK_ACCESS_FS_WRITE_FILE));
            }
        }
        ::globfree(&found);
    }
    return {};
}

Result<void> permitAll(int rules, const SandboxPlan &plan, quint64 rights)
{
    if (!plan.writableFolder.isEmpty()) {
        RAWI_TRY(permit(rules, QFile::encodeName(plan.writableFolder), rights & ~quint64(LANDLOCK_ACCESS_FS_EXECUTE)));
    }
    return plan.graphics ? permitGraphics(rules) : Result<void>();
}

Result<void> restrictFiles(const SandboxPlan &plan)
{
    const int abi = landlockAbi();
    if (abi == 0) {
        return {};
    }
    landlock_ruleset_attr attributes = {};
    attributes.handled_access_fs = landlockRights(abi);
    const int rules = int(::syscall(SYS_landlock_create_ruleset, &attributes, sizeof attributes.handled_access_fs, 0));
    if (rules < 0) {
        return systemError("landlock_create_ruleset");
    }
    Result<void> done = permitAll(rules, plan, landlockRights(abi));
    if (done.ok() && ::syscall(SYS_landlock_restrict_self, rules, 0) != 0) {
        done = systemError("landlock_restrict_self");
    }
    ::close(rules);
    return done;
}

constexpr std::array kForbidden{
    "socket", "socketpair", "connect", "bind", "listen", "accept", "accept4", "sendto", "sendmsg", "sendmmsg",
    "recvfrom", "recvmsg", "recvmmsg", "execve", "execveat", "fork", "vfork", "ptrace", "process_vm_readv",
    "process_vm_writev", "kill", "tkill", "pidfd_open", "pidfd_getfd", "pidfd_send_signal", "bpf",
    "perf_event_open", "userfaultfd", "io_uring_setup", "io_uring_enter", "io_uring_register", "add_key",
    "request_key", "keyctl", "mount", "umount2", "pivot_root", "chroot", "unshare", "setns", "init_module",
    "finit_module", "delete_module", "kexec_load", "reboot", "swapon", "swapoff", "open_by_handle_at",
    "name_to_handle_at", "mknod", "mknodat", "symlink", "symlinkat", "link", "linkat", "personality", "acct",
    "quotactl", "kcmp", "setuid", "setgid", "setresuid", "setresgid", "setreuid", "setregid", "setgroups",
    "capset", "fanotify_init", "inotify_init", "inotify_init1", "chown", "lchown", "fchown", "fchownat",
    "move_mount", "open_tree", "fsopen", "fsmount", "mount_setattr",
};
constexpr std::array kOpening{"open", "openat", "openat2", "creat", "unlink", "unlinkat", "rename", "renameat",
                              "renameat2", "mkdir", "mkdirat", "truncate"};

// Unknown names are of other architectures or newer kernels: libseccomp answers with a negative number.
void forbid(scmp_filter_ctx filter, const char *name)
{
    const int number = seccomp_syscall_resolve_name(name);
    if (number >= 0) {
        seccomp_rule_add(filter, SCMP_ACT_ERRNO(EPERM), number, 0);
    }
}

Result<void> restrictCalls(bool mayOpenFiles)
{
    scmp_filter_ctx filter = seccomp_init(SCMP_ACT_ALLOW);
    if (filter == nullptr) {
        return systemError("seccomp_init");
    }
    for (const char *name : kForbidden) {
        forbid(filter, name);
    }
    if (!mayOpenFiles) {
        for (const char *name : kOpening) {
            forbid(filter, name);
        }
    }
    // A thread may start, a process may not; clone3 hides its flags, and glibc then falls back to clone.
    seccomp_rule_add(filter, SCMP_ACT_ERRNO(EPERM), SCMP_SYS(clone), 1,
                     SCMP_A0(SCMP_CMP_MASKED_EQ, CLONE_THREAD, 0));
    seccomp_rule_add(filter, SCMP_ACT_ERRNO(ENOSYS), SCMP_SYS(clone3), 0);
    const int code = seccomp_load(filter);
    seccomp_release(filter);
    if (code != 0) {
        errno = -code;
        return systemError("seccomp_load");
    }
    return {};
}

SandboxAttempt attempt(const char *what, bool denied)
{
    return {QLatin1StringView(what), denied, QString::fromLocal8Bit(std::strerror(errno))};
}

bool cannotOpen(const char *path, int flags)
{
    const int fd = ::open(path, flags | O_CLOEXEC, 0600);
    if (fd >= 0) {
        ::close(fd);
    }
    return fd < 0;
}

} // namespace

void lowerPriority()
{
    constexpr int kNice = 10;
    constexpr int kIoPriorityProcess = 1;
    constexpr int kIoPriorityIdle = 3 << 13;
    ::setpriority(PRIO_PROCESS, 0, kNice);
    ::syscall(SYS_ioprio_set, kIoPriorityProcess, 0, kIoPriorityIdle);
    ::prctl(PR_SET_PDEATHSIG, SIGKILL);
    ::prctl(PR_SET_DUMPABLE, 0);
    limit(RLIMIT_CORE, 0);
}

Result<void> enterSandbox(const SandboxPlan &plan)
{
    ::mallopt(M_ARENA_MAX, 2); // each arena reserves 64 MB of the address space that is limited here
    // What holds a picture is kept for the next one: the system clears every page that it gives anew, of each frame and of each
    // segment's encoder. Larger pieces go back when they are freed; by itself the threshold would grow to 32 MB.
    ::mallopt(M_MMAP_THRESHOLD, 4 << 20);
    ::mallopt(M_TRIM_THRESHOLD, 256 << 20);
    if (plan.memoryBytes > 0 && !RAWI_SANITIZED) {
        limit(plan.graphics ? RLIMIT_DATA : RLIMIT_AS, rlim_t(plan.memoryBytes));
    }
    if (plan.cpuSeconds > 0) {
        limit(RLIMIT_CPU, rlim_t(plan.cpuSeconds));
    }
    if (::prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0) {
        return systemError("no_new_privs");
    }
    RAWI_TRY(restrictFiles(plan));
    return restrictCalls(!plan.writableFolder.isEmpty() || plan.graphics);
}

SandboxAbilities sandboxAbilities()
{
    const bool seccomp = ::prctl(PR_GET_SECCOMP, 0, 0, 0, 0) >= 0;
    const int abi = landlockAbi();
    return {abi, seccomp, abi > 0 && seccomp ? u"complete"_s : u"partial"_s};
}

QList<SandboxAttempt> sandboxAttempts()
{
    QList<SandboxAttempt> out;
    out.append(attempt("read /etc/passwd", cannotOpen("/etc/passwd", O_RDONLY)));
    out.append(attempt("list /", cannotOpen("/", O_RDONLY | O_DIRECTORY)));
    out.append(attempt("write /tmp", cannotOpen("/tmp/rawi-media-must-not-write", O_WRONLY | O_CREAT)));
    const int inet = ::socket(AF_INET, SOCK_STREAM, 0);
    out.append(attempt("internet socket", inet < 0));
    const int local = ::socket(AF_UNIX, SOCK_STREAM, 0);
    out.append(attempt("local socket", local < 0));
    const pid_t child = ::fork();
    if (child == 0) {
        ::_exit(0);
    }
    out.append(attempt("start a process", child < 0));
    char program[] = "/bin/true";
    char *const arguments[] = {program, nullptr};
    // Succeeding would replace this program: the missing report is then the failed test.
    ::execve(program, arguments, nullptr);
    out.append(attempt("run a program", true));
    out.append(attempt("trace its parent", ::syscall(SYS_ptrace, 16 /* PTRACE_ATTACH */, ::getppid(), 0, 0) < 0));
    out.append(attempt("kill its parent", ::kill(::getppid(), 0) < 0));
    return out;
}

} // namespace rawi
