// rawi-server: the newsroom's server. Commands and options: server_options.cpp.

#include "app/profile.h"
#include "app/server/backup_tasks.h"
#include "app/server/doctor.h"
#include "app/server/json_log.h"
#include "app/server/server_data.h"
#include "app/server/server_options.h"
#include "app/server/server_process.h"
#include "core/base/log.h"
#include "core/protocol/workspace_rules.h"
#include "sync-server/feed/command_service.h"
#include "sync-server/feed/workspace.h"
#include "sync-server/outgoing/sealed_secrets.h"
#include "sync-server/people/people_service.h"

#include <QCoreApplication>
#include <QSocketNotifier>
#include <QTextStream>
#include <QTimer>

#include <algorithm>
#include <csignal>
#include <cstring>
#include <pthread.h>
#include <malloc.h>
#include <sys/resource.h>
#include <sys/signalfd.h>
#include <unistd.h>

using namespace rawi;
using namespace rawi::server;

namespace {

constexpr int kHealthEveryMs = 500;

int complain(const Error &error)
{
    QTextStream(stderr) << u"rawi-server: "_s << error.toString() << Qt::endl;
    return 1;
}

// Also while the server runs: it finds no secret from then on, and no more is sealed until it was started again.
Result<QString> forgetSecrets(const ServerOptions &options)
{
    RAWI_ASSIGN(const std::unique_ptr<ServerData> data, ServerData::open(options, ServerData::Need::Shared));
    PgPool pool(data->conninfo(), 1);
    RAWI_ASSIGN(const int gone, SealedSecrets::forgetAll(pool));
    return u"%1 secrets are forgotten; start the server anew, and give each secret anew"_s.arg(gone);
}

Result<QString> administer(const ServerOptions &options, const Clock &clock)
{
    using Task = ServerOptions::Task;
    const bool needsPassword = options.task != Task::UserList && options.task != Task::UserRole;
    RAWI_ASSIGN(const QString password, needsPassword ? readPassword(options.passwordFile) : QString());
    NewUser user{options.email, password, options.role, options.nameAr, options.nameEn};
    RAWI_ASSIGN(const std::unique_ptr<ServerData> data, ServerData::open(options, ServerData::Need::Shared));
    PgPool pool(data->conninfo(), 2);
    const RuleBook rules = makeWorkspaceRules();
    CommandService commands(pool, rules, clock, nullptr);
    PeopleService people(pool, commands, clock);
    switch (options.task) {
    case Task::UserPassword:
        RAWI_TRY(people.setPassword(options.email, password));
        return u"%1 has a new password; their sessions have ended"_s.arg(options.email);
    case Task::UserList:
        return people.listing();
    case Task::UserRole:
        RAWI_TRY(people.setRole(options.email, options.role));
        return u"%1 is %2 now"_s.arg(options.email, enumText(options.role));
    case Task::Init: {
        RAWI_TRY(ensureWorkspace(pool, u"Rawi"_s, clock.nowMs()));
        RAWI_ASSIGN(const bool made, people.hasAdmin());
        if (made) {
            return u"%1 is a server already; nothing was changed"_s.arg(options.data);
        }
        user.role = Role::Admin;
        user.nameAr = options.nameAr.isEmpty() ? u"المدير"_s : options.nameAr;
        user.nameEn = options.nameEn.isEmpty() ? u"Administrator"_s : options.nameEn;
        RAWI_TRY(people.addUser(user));
        return u"%1 is ready; start it with: rawi-server run --data %1%2"_s.arg(
            options.data, options.database.isEmpty() ? QString() : u" --database URL"_s);
    }
    default:
        RAWI_TRY(people.addUser(user));
        return u"%1 can sign in as %2"_s.arg(options.email, enumText(options.role));
    }
}

// SIGTERM, SIGINT and SIGHUP as events of the main loop. Blocked in every thread, since threads are made later.
int signalDescriptor()
{
    sigset_t signals;
    sigemptyset(&signals);
    sigaddset(&signals, SIGTERM);
    sigaddset(&signals, SIGINT);
    sigaddset(&signals, SIGHUP);
    pthread_sigmask(SIG_BLOCK, &signals, nullptr);
    return ::signalfd(-1, &signals, SFD_CLOEXEC | SFD_NONBLOCK);
}

int serve(const ServerOptions &options, const Clock &clock)
{
    installJsonLog();
    const int signals = signalDescriptor();
    std::signal(SIGPIPE, SIG_IGN);
    auto started = ServerProcess::start(options, clock);
    if (!started.ok()) {
        qInstallMessageHandler(nullptr);
        return complain(started.error());
    }
    ServerProcess &server = **started;
    QSocketNotifier stop(signals, QSocketNotifier::Read);
    QObject::connect(&stop, &QSocketNotifier::activated, qApp, [signals, &server] {
        signalfd_siginfo one{};
        while (::read(signals, &one, sizeof one) == sizeof one) {
            one.ssi_signo == SIGHUP ? server.reload() : QCoreApplication::exit(0);
        }
    });
    QTimer health;
    QObject::connect(&health, &QTimer::timeout, qApp, [&server] {
        if (!server.keepDatabase()) {
            qCCritical(lcServer) << "PostgreSQL does not come back; the server stops so that it can be started again";
            QCoreApplication::exit(1);
        }
    });
    health.start(kHealthEveryMs);

    for (const QString &url : server.urls()) {
        QTextStream(stdout) << u"ready "_s << url << Qt::endl;
    }
    const int code = QCoreApplication::exec();
    ::close(signals);
    return code;
}

// To the most this user may have: each desk holds a descriptor or three.
void raiseDescriptorLimit()
{
    rlimit files{};
    if (::getrlimit(RLIMIT_NOFILE, &files) == 0) {
        files.rlim_cur = files.rlim_max;
        ::setrlimit(RLIMIT_NOFILE, &files);
    }
}

// What others see of this process (ps) tells no password of the database.
void hideDatabase(int argc, char **argv)
{
    static constexpr std::string_view kOption = "--database";
    for (int i = 1; i < argc; ++i) {
        const std::string_view word(argv[i]);
        char *value = word.starts_with(std::string(kOption) + '=') ? argv[i] + kOption.size() + 1
            : word == kOption && i + 1 < argc                      ? argv[i + 1]
                                                                   : nullptr;
        if (value != nullptr) {
            std::fill_n(value, std::strlen(value), '*');
        }
    }
}

} // namespace

int main(int argc, char **argv)
{
    // What a page of a snapshot took goes back to the system, instead of staying with every thread that ever made one.
    ::mallopt(M_ARENA_MAX, 4);
    ::mallopt(M_MMAP_THRESHOLD, 256 * 1024);
    ::mallopt(M_TRIM_THRESHOLD, 4 * 1024 * 1024); // the one above would leave it at 128 kB: a few lists
    raiseDescriptorLimit();
    QCoreApplication app(argc, argv);
    app::nameApplication(u"rawi-server"_s);
    const auto options = parseOptions(QCoreApplication::arguments().mid(1));
    if (!options.ok()) {
        complain(options.error());
        return 2;
    }
    hideDatabase(argc, argv);
    const SystemClock clock;
    switch (options->task) {
    case ServerOptions::Task::Help:
        QTextStream(stdout) << serverHelp();
        return 0;
    case ServerOptions::Task::Version:
        QTextStream(stdout) << u"rawi-server "_s << QCoreApplication::applicationVersion() << Qt::endl;
        return 0;
    case ServerOptions::Task::Doctor:
        return runDoctor(*options);
    case ServerOptions::Task::Run:
        return serve(*options, clock);
    default: {
        const auto done = isBackupTask(options->task)                     ? runBackupTask(*options, clock)
            : options->task == ServerOptions::Task::SecretsForget ? forgetSecrets(*options)
                                                                  : administer(*options, clock);
        if (!done.ok()) {
            return complain(done.error());
        }
        QTextStream(stdout) << *done << Qt::endl;
        return 0;
    }
    }
}
