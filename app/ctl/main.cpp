// rawictl: a desk on the command line, for newsroom scripts. Same core, same profile format as rawi.

#include "app/ctl/ctl_session.h"
#include "app/profile.h"
#include "ui/catalog/words/catalog_words.h"
#include "ui/content/words/content_words.h"
#include "ui/media/words/media_words.h"
#include "ui/sync/words/sync_words.h"

#include <QCoreApplication>
#include <QTextStream>

using namespace rawi;

namespace {

// Options that take no value; every other --option takes the next word (or =value).
const QStringList kFlags{u"json"_s,          u"wait"_s,  u"original"_s,   u"uploads"_s,
                         u"rows"_s,          u"later"_s, u"subfolders"_s, u"edited"_s,
                         u"without-texts"_s, u"incomplete"_s, u"help"_s,  u"version"_s,  u"open"_s,
                         u"again"_s, u"none"_s};

Result<ctl::Arguments> parse(const QStringList &words)
{
    ctl::Arguments parsed;
    for (qsizetype i = 0; i < words.size(); ++i) {
        const QString &word = words.at(i);
        if (!word.startsWith("--"_L1)) {
            parsed.words.append(word);
            continue;
        }
        const qsizetype equals = word.indexOf(QLatin1Char('='));
        const QString name = word.mid(2, equals < 0 ? -1 : equals - 2);
        if (equals >= 0) {
            parsed.options.insert(name, word.mid(equals + 1));
        } else if (kFlags.contains(name)) {
            parsed.options.insert(name, {});
        } else if (i + 1 < words.size() && !words.at(i + 1).startsWith("--"_L1)) {
            parsed.options.insert(name, words.at(++i));
        } else if (name == "encode"_L1) {
            parsed.options.insert(name, {}); // all presets
        } else {
            return Error{ErrorCode::InvalidArgument, word, u"this option needs a value"_s};
        }
    }
    return parsed;
}

int complain(const Error &error, bool json)
{
    ctl::sayError(error, json);
    return 2;
}

} // namespace

int main(int argc, char **argv)
{
    QCoreApplication app(argc, argv);
    app::nameApplication(u"rawictl"_s);
    app::installTranslation(QLocale::system());
    for (const FeatureWords &words : {contentWords(), catalogWords(), mediaWords(), syncWords()}) {
        addWords(words);
    }

    Result<ctl::Arguments> parsed = parse(QCoreApplication::arguments().mid(1));
    if (!parsed.ok()) {
        return complain(parsed.error(), QCoreApplication::arguments().contains(u"--json"_s));
    }
    if (parsed->flag("version")) {
        QTextStream(stdout) << u"rawictl "_s << QCoreApplication::applicationVersion() << Qt::endl;
        return 0;
    }
    if (parsed->flag("help") || parsed->words.isEmpty()) {
        QTextStream(parsed->flag("help") ? stdout : stderr)
            << u"rawictl [--profile DIR] [--json] COMMAND …\n\n"_s << ctl::commandsHelp() << Qt::endl;
        return parsed->flag("help") ? 0 : 2;
    }
    const QString command = parsed->words.takeFirst();

    const SystemClock clock;
    const QString profile = parsed->flag("profile") ? parsed->option("profile") : app::defaultProfile();
    auto desk = Desk::open(profile, app::workerProgram(), clock);
    if (!desk.ok()) {
        return complain(desk.error(), parsed->flag("json"));
    }
    ctl::CtlSession session(**desk, *parsed, parsed->flag("json"));
    if (const auto started = ctl::runCommand(command, session); !started.ok()) {
        session.fail(started.error());
    }
    return QCoreApplication::exec();
}
