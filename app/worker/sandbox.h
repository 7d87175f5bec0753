#pragma once

#include "core/rules/plain.h"

namespace rawi {

// What a worker gives up before it reads a byte of foreign media. Once a process, before any thread starts.
struct SandboxPlan {
    QString writableFolder = {}; // the only folder it may still use; empty = it may open nothing at all
    qint64 memoryBytes = 1600LL << 20; // address space; 0 = as inherited
    bool graphics = false;       // may also use the graphics card: its nodes in /dev, and its drivers' files for reading
    int cpuSeconds = 0;          // processor time; 0 = as inherited
};

// Processor and disk priority below everything a person waits for; the process dies with its parent; no core
// dumps. Never fails: what the kernel lacks is left out.
void lowerPriority();

// Limits memory, processor time and the file system (Landlock, Linux 5.13), and forbids sockets, other programs
// and debugging (seccomp). Where the kernel lacks Landlock the rest still holds, and sandboxAbilities() says so.
// With `graphics` memory is limited as data (RLIMIT_DATA): drivers reserve far more addresses than they use.
// Errors: Internal when the kernel refuses what it claims to have; FileMissing for the folder.
Result<void> enterSandbox(const SandboxPlan &plan);

// What this kernel offers.
struct SandboxAbilities {
    int landlockAbi = 0; // 0 = none
    bool seccomp = false;
    QString limits; // "complete", "partial"
};
template <>
struct Describe<SandboxAbilities> {
    using Of = SandboxAbilities;
    static auto members()
    {
        return std::tuple{member("landlock_abi", &Of::landlockAbi), member("seccomp", &Of::seccomp), member("limits", &Of::limits)};
    }
};
SandboxAbilities sandboxAbilities();

// Something that the sandbox must forbid.
struct SandboxAttempt {
    QString attempt;
    bool denied = false;
    QString cause;
};
template <>
struct Describe<SandboxAttempt> {
    using Of = SandboxAttempt;
    static auto members()
    {
        return std::tuple{member("attempt", &Of::attempt), member("denied", &Of::denied), member("cause", &Of::cause)};
    }
};
// Tries all of it, inside the sandbox.
QList<SandboxAttempt> sandboxAttempts();

} // namespace rawi
