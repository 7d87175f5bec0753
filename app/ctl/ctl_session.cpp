#include "app/ctl/ctl_session.h"

#include "core/protocol/messages.h"
#include "core/replica/durable.h"
#include "core/text/digits.h"
#include "core/text/visible.h"
#include "ui/text/error_text.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QJsonDocument>
#include <QTextStream>
#include <QTimer>

#include <algorithm>

namespace rawi::ctl {

namespace {

void writeJson(const QJsonObject &object)
{
    QTextStream out(stdout);
    // DEL and C1, which JSON may hold as they are, are commands to a terminal.
    out << withEscapedControls(QString::fromUtf8(QJsonDocument(object).toJson(QJsonDocument::Compact))) << Qt::endl;
}

// {"a": 1, "items": [{…}]} as lines a person reads: "a: 1", then one line an item.
void writeReadable(const QJsonObject &object)
{
    QTextStream out(stdout);
    const auto plain = [](const QJsonValue &value) {
        return withEscapedControls(value.isString()
                                       ? value.toString()
                                       : QString::fromUtf8(QJsonDocument(QJsonArray{value}).toJson(QJsonDocument::Compact))
                                             .mid(1)
                                             .chopped(1));
    };
    for (auto it = object.begin(); it != object.end(); ++it) {
        if (!it->isArray()) {
            out << withEscapedControls(it.key()) << ": " << plain(*it) << '\n';
            continue;
        }
        const QJsonArray items = it->toArray();
        for (const QJsonValue &item : items) {
            const QJsonObject row = item.toObject();
            QStringList parts;
            for (auto member = row.begin(); member != row.end(); ++member) {
                parts.append(withEscapedControls(member.key()) + u'=' + plain(*member));
            }
            out << (parts.isEmpty() ? plain(item) : parts.join(u"  "_s)) << '\n';
        }
    }
    out.flush();
}

// Uploads that are not over yet, from the journal itself: the engine's count lags a moment behind.
int openUploads(Desk &desk)
{
    const auto uploads = desk.uploads().uploads();
    const auto open = [](const Upload &one) { return one.state == UploadState::Waiting || one.state == UploadState::Running; };
    return uploads.ok() ? static_cast<int>(std::count_if(uploads->begin(), uploads->end(), open)) : 0;
}

} // namespace

Result<qint64> numberOf(const QString &word, qint64 least, qint64 most)
{
    const std::optional<qint64> number = numberFromText(word);
    if (!number || *number < least || *number > most) {
        return Error{ErrorCode::InvalidArgument, word, u"expected a whole number from %1 to %2"_s.arg(least).arg(most),
                     SubjectKind::Name};
    }
    return *number;
}

Result<qint64> Arguments::number(const char *name, qint64 fallback, qint64 least, qint64 most) const
{
    if (!flag(name)) {
        return fallback;
    }
    Result<qint64> number = numberOf(option(name), least, most);
    if (!number) {
        return Error{number.error().code, u"--%1 %2"_s.arg(QLatin1StringView(name), option(name)), number.error().detail,
                     SubjectKind::Name};
    }
    return number;
}

Result<int> Arguments::timeoutMs() const
{
    constexpr int kUsualSeconds = 30;
    constexpr int kMostSeconds = 7 * 24 * 60 * 60;
    RAWI_ASSIGN(const qint64 seconds, number("timeout", kUsualSeconds, 1, kMostSeconds));
    return static_cast<int>(seconds * 1000);
}

CtlSession::CtlSession(Desk &desk, Arguments arguments, bool json, QObject *parent)
    : QObject(parent), m_desk(desk), m_arguments(std::move(arguments)), m_json(json)
{
}

void CtlSession::done(const QJsonObject &answer)
{
    if (const Result<void> durable = waitUntilDurable(m_desk.replica()); !durable.ok()) { // what is said to be done outlives a power cut
        fail(durable.error());
        return;
    }
    if (m_json) {
        writeJson(answer);
    } else {
        writeReadable(answer);
    }
    end(0);
}

void sayError(const Error &error, bool json)
{
    if (json) {
        writeJson({{u"error"_s, problemFromError(error)}});
    }
    QTextStream(stderr) << u"rawictl: "_s << withEscapedControls(errorText(error)) << Qt::endl;
}

void CtlSession::fail(const Error &error)
{
    sayError(error, m_json);
    end(1);
}

void CtlSession::progress(const QJsonObject &line)
{
    if (m_json) {
        writeJson(line);
        return;
    }
    QTextStream err(stderr);
    for (auto it = line.begin(); it != line.end(); ++it) {
        err << it.key() << '=' << withEscapedControls(it->toVariant().toString()) << ' ';
    }
    err << Qt::endl;
}

void CtlSession::finishWith(const Result<Receipt> &receipt)
{
    if (!receipt.ok()) {
        fail(receipt.error());
        return;
    }
    QJsonObject answer = receipt->result;
    answer.insert(u"n"_s, receipt->command.n);
    answer.insert(u"waiting"_s, m_desk.replica().waitingCount());
    done(answer);
}

void CtlSession::whenSynced(bool withUploads, int timeoutMs, std::function<void()> then)
{
    auto *poll = new QTimer(this);
    auto *limit = new QTimer(this);
    limit->setSingleShot(true);
    poll->setInterval(20);
    connect(poll, &QTimer::timeout, this, [this, poll, limit, withUploads, then, since = qint64(0)]() mutable {
        const SyncStatus status = m_desk.sync().status();
        const bool alone = m_desk.sync().serverUrl().isEmpty(); // the state is Local for a moment at every start
        if (alone || status.state == SyncState::SignInNeeded || status.state == SyncState::UpgradeNeeded
            || status.state == SyncState::Stopped) {
            poll->stop();
            limit->stop();
            fail(alone ? Error{ErrorCode::Unauthenticated, {}, u"this profile has joined no server"_s}
                       : status.error);
            return;
        }
        if (withUploads && (openUploads(m_desk) > 0 || m_desk.preparingUploads())) {
            since = 0; // an upload's end is news too
            return;
        }
        if (withUploads && m_desk.analyses().waiting() > 0) { // of files that this session came to know; what they make goes up, too
            since = 0;
            limit->start();
            return;
        }
        if (since == 0) {
            since = m_desk.clock().nowMs();
            m_desk.sync().refresh();
        }
        if (status.inStepMs >= since) {
            poll->stop();
            limit->stop();
            then();
        }
    });
    connect(limit, &QTimer::timeout, this, [this, poll] {
        poll->stop();
        const SyncStatus status = m_desk.sync().status();
        Error error = status.error;
        if (status.state == SyncState::Online || error.detail.isEmpty()) {
            error = {ErrorCode::Timeout, m_desk.sync().serverUrl().toString(),
                     u"%1 changes and %2 uploads are still waiting"_s.arg(status.waiting)
                         .arg(status.uploadsWaiting)};
        }
        fail(error);
    });
    // What still comes in is waited for: a first sign-in to a large newsroom takes long.
    const auto goOn = [limit] {
        if (limit->isActive()) {
            limit->start();
        }
    };
    connect(&m_desk.sync(), &SyncEngine::snapshotAdvanced, limit, goOn);
    connect(&m_desk.sync(), &SyncEngine::uploadChanged, limit, goOn);
    limit->start(timeoutMs);
    poll->start();
    m_desk.sync().kick();
}

void CtlSession::whenSettled(std::function<void()> then)
{
    constexpr int kMostMs = 3000;
    auto *poll = new QTimer(this);
    poll->setInterval(20);
    connect(poll, &QTimer::timeout, this, [this, poll, then, waited = QElapsedTimer()]() mutable {
        if (!waited.isValid()) {
            waited.start();
        }
        const SyncState state = m_desk.sync().status().state;
        const bool moving = state == SyncState::Connecting
            || (state == SyncState::Local && !m_desk.sync().serverUrl().isEmpty());
        if (!moving || waited.elapsed() > kMostMs) {
            poll->stop();
            then();
        }
    });
    poll->start();
}

void CtlSession::end(int exitCode)
{
    if (m_ended) {
        return;
    }
    m_ended = true;
    QTimer::singleShot(0, qApp, [exitCode] { QCoreApplication::exit(exitCode); });
}

} // namespace rawi::ctl
