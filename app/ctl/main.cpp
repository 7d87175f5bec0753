// rawictl: a desk on the command line, for newsroom scripts. Same core, same profile format as rawi.

#include "app/ctl/ctl_session.h"
#include "app/profile.h"
#include "ui/text/error_text.h"

#include <QCoreApplication>
#include <QTextStream>

using namespace rawi;

namespace {

// Options that take no value; every other --option takes the next word (or =value).
const QStringList kFlags{QStringLiteral("json"), QStringLiteral("wait"), QStringLiteral("original"),
                         QStringLiteral("uploads"), QStringLiteral("rows"), QStringLiteral("later"), QStringLiteral("subfolders"), QStringLiteral("edited"), QStringLiteral("without-texts"), QStringLiteral("help"), QStringLiteral("version")};

Result<ctl::Arguments> parse(const QStringList &words)
{
    ctl::Arguments parsed;
    for (qsizetype i = 0; i < words.size(); ++i) {
        const QString &word = words.at(i);
        if (!word.startsWith(QLatin1StringView("--"))) {
            parsed.words.append(word);
            continue;
        }
        const qsizetype equals = word.indexOf(QLatin1Char('='));
        const QString name = word.mid(2, equals < 0 ? -1 : equals - 2);
        if (equals >= 0) {
            parsed.options.insert(name, word.mid(equals + 1));
        } else if (kFlags.contains(name)) {
            parsed.options.insert(name, {});
        } else if (i + 1 < words.size() && !words.at(i + 1).startsWith(QLatin1StringView("--"))) {
            parsed.options.insert(name, words.at(++i));
        } else if (name == QLatin1StringView("encode")) {
            parsed.options.insert(name, {}); // all presets
        } else {
            return Error{ErrorCode::InvalidArgument, word, QStringLiteral("this option needs a value")};
        }
    }
    return parsed;
}

int complain(const Error &error)
{
    QTextStream(stderr) << QStringLiteral("rawictl: ") << errorText(error) << Qt::endl;
    return 2;
}

} // namespace

int main(int argc, char **argv)
{
    QCoreApplication app(argc, argv);
    app::nameApplication(QStringLiteral("rawictl"));
    app::installTranslation(QLocale::system());

    Result<ctl::Arguments> parsed = parse(QCoreApplication::arguments().mid(1));
    if (!parsed.ok()) {
        return complain(parsed.error());
    }
    if (parsed->flag("version")) {
        QTextStream(stdout) << QStringLiteral("rawictl ") << QCoreApplication::applicationVersion() << Qt::endl;
        return 0;
    }
    if (parsed->flag("help") || parsed->words.isEmpty()) {
        QTextStream(parsed->flag("help") ? stdout : stderr)
            << QStringLiteral("rawictl [--profile DIR] [--json] COMMAND …\n\n") << ctl::commandsHelp() << Qt::endl;
        return parsed->flag("help") ? 0 : 2;
    }
    const QString command = parsed->words.takeFirst();

    const SystemClock clock;
    const QString profile = parsed->flag("profile") ? parsed->option("profile") : app::defaultProfile();
    auto desk = Desk::open(profile, app::workerProgram(), clock);
    if (!desk.ok()) {
        return complain(desk.error());
    }
    ctl::CtlSession session(**desk, *parsed, parsed->flag("json"));
    if (const auto started = ctl::runCommand(command, session); !started.ok()) {
        session.fail(started.error());
    }
    return QCoreApplication::exec();
}
