// Errors are said in the editor's words: whatever a rule refuses with, no id, code or field's name is in the sentence.
#include "tests/desktop/window_fixture.h"
#include "ui/text/error_text.h"

#include <QRegularExpression>

namespace rawi::test {

namespace {

QJsonValue valueFor(const FieldInfo &field)
{
    switch (field.kind) {
    case FieldKind::Id:
        return uuidText(makeUuidV7(1));
    case FieldKind::Integer:
        return 1;
    case FieldKind::Boolean:
        return true;
    case FieldKind::Timestamp:
        return u"2026-11-21T03:45:00.123Z"_s;
    case FieldKind::Date:
        return u"2026-11-21"_s;
    case FieldKind::Enum:
        return field.enumNames.first();
    case FieldKind::TextSet:
        return QJsonArray{u"a"_s};
    case FieldKind::Number:
        return 1.5;
    case FieldKind::List:
        return QJsonArray{};
    case FieldKind::Json:
    case FieldKind::Object:
        return QJsonObject{};
    case FieldKind::Text:
    case FieldKind::OrderKey:
        break;
    }
    return u"x"_s;
}

class ErrorWordsTest : public WindowFixture {
protected:
    // What the rule refuses with, kept when it does.
    void refuse(const QString &command, const QJsonObject &args)
    {
        m_clock.advance(1);
        if (const auto done = desk().execute(command, args); !done.ok()) {
            keep(done.error());
        }
    }

    void become(Role role)
    {
        ASSERT_TRUE(desk().replica().setActor(desk().rules().actor(desk().replica().actor().id, role)).ok());
    }

    // Every way in which arguments can be wrong.
    void refuseArguments()
    {
        for (const QString &name : desk().rules().ruleNames()) {
            const Rule &rule = *desk().rules().rule(name);
            QJsonObject good;
            for (const FieldInfo &arg : rule.args) {
                good.insert(arg.name, valueFor(arg));
            }
            refuse(name, {});
            refuse(name, good);
            QJsonObject strange = good;
            strange.insert(u"no_such_field"_s, 1);
            refuse(name, strange);
            for (const FieldInfo &arg : rule.args) {
                QJsonObject args = good;
                args.insert(arg.name, arg.kind == FieldKind::Json ? QJsonValue(u"text"_s) : QJsonValue(QJsonObject{{u"a"_s, 1}}));
                refuse(name, args);
                args.remove(arg.name);
                refuse(name, args);
                args.insert(arg.name, arg.kind == FieldKind::Integer ? QJsonValue(-1) : QJsonValue(u" "_s));
                refuse(name, args);
                if (arg.maxLength > 0) {
                    args.insert(arg.name, QString(arg.maxLength + 1, u'a'));
                    refuse(name, args);
                }
                if (arg.kind == FieldKind::Json) {
                    for (const char *member : {"form", "video", "audio", "picture", "ranges", "name", "poster"}) {
                        args.insert(arg.name, QJsonObject{{QLatin1StringView(member), u"wrong"_s}});
                        refuse(name, args);
                        args.insert(arg.name, QJsonObject{{QLatin1StringView(member), QJsonArray{QJsonObject{{u"from_us"_s, 5}, {u"to_us"_s, 1}}}}});
                        refuse(name, args);
                        args.insert(arg.name, QJsonObject{{u"form"_s, u"mp4"_s}, {QLatin1StringView(member), QJsonObject{{u"codec"_s, u"x"_s}, {u"strange_one"_s, 1}}}});
                        refuse(name, args);
                    }
                }
            }
            become(Role::Viewer);
            refuse(name, good);
            become(Role::Admin);
        }
        refuse(u"no.such_command"_s, {});
    }

    void refuseStates()
    {
        for (const char *step : {"submit", "withdraw", "return", "approve", "publish", "unpublish", "archive", "restore", "trash", "untrash"}) {
            const auto id = makeItem(u"عنوان"_s, u"Title"_s);
            for (const char *other : {"publish", "submit", "approve", "publish", "archive", "trash"}) {
                refuse(u"content."_s + QLatin1StringView(other), {{u"id"_s, id.text()}});
                refuse(u"content."_s + QLatin1StringView(step), {{u"id"_s, id.text()}, {u"note"_s, u"n"_s}});
                refuse(u"content.update"_s, {{u"id"_s, id.text()}, {u"title_en"_s, u"Another"_s}});
            }
        }
        const auto article = run(u"content.create"_s, {{u"kind"_s, u"article"_s}, {u"title_ar"_s, u"ع"_s}, {u"title_en"_s, u"T"_s}});
        for (const char *step : {"submit", "approve"}) {
            run(u"content."_s + QLatin1StringView(step), {{u"id"_s, uuidText(article)}});
        }
        refuse(u"content.publish"_s, {{u"id"_s, uuidText(article)}});
        const auto item = makeItem(u"عنوان"_s, u"Title"_s);
        const QUuid series = run(u"series.create"_s, {{u"title_ar"_s, u"سلسلة"_s}, {u"title_en"_s, u"Series"_s}});
        const QJsonObject place{{u"series_id"_s, uuidText(series)}, {u"content_id"_s, item.text()}, {u"season_number"_s, 1}};
        const QUuid episode = run(u"episode.add"_s, place);
        refuse(u"episode.add"_s, place);
        const QUuid other = run(u"series.create"_s, {{u"title_en"_s, u"Another"_s}});
        const auto cover = desk().execute(u"series.add_cover"_s, {{u"id"_s, uuidText(other)}, {u"original_filename"_s, u"a.png"_s}, {u"content_type"_s, u"image/png"_s}});
        ASSERT_TRUE(cover.ok());
        refuse(u"series.set_cover"_s, {{u"id"_s, uuidText(series)}, {u"asset_id"_s, cover->result.value("asset_id"_L1)}});
        refuse(u"series.add_cover"_s, {{u"id"_s, uuidText(series)}, {u"original_filename"_s, u"a.mp4"_s}, {u"content_type"_s, u"video/mp4"_s}});
        refuse(u"series.remove"_s, {{u"id"_s, uuidText(series)}});
        refuse(u"episode.move"_s, {{u"id"_s, uuidText(episode)}, {u"after"_s, uuidText(episode)}});
        refuse(u"content.create"_s, {{u"id"_s, item.text()}, {u"kind"_s, u"video"_s}, {u"title_en"_s, u"T"_s}});
    }

    // Why the sentence is none that an editor should read; empty when it is one.
    static QString fault(const Error &error)
    {
        static const QRegularExpression uuid(u"[0-9a-f]{8}-[0-9a-f]{4}-"_s);
        static const QRegularExpression code(u"[a-z0-9]_[a-z0-9]|[a-z]\\.[a-z]|\\[\\d*\\]"_s);
        static const QRegularExpression name(u"^[a-z][a-z0-9_.\\[\\]/]*$"_s);
        static const QRegularExpression isolated(u"\u2068([^\u2069]*)\u2069"_s);
        static const QRegularExpression arabic(u"[\u0620-\u064A]"_s);
        const QString text = errorText(error);
        if (text.contains(uuid)) {
            return u"an id: "_s + text;
        }
        if (text.contains(code)) {
            return u"a name of the program: "_s + text;
        }
        const QString said = isolated.match(text).captured(1);
        // "archived" is as an editor says it in English.
        const bool isEnglish = QLocale().language() != QLocale::Arabic && !error.subject.contains(QRegularExpression(u"[_.\\[\\]/]"_s));
        if (said == error.subject && error.subject.contains(name) && !isEnglish) {
            return u"the subject as it is: "_s + text;
        }
        if (!said.isEmpty() && error.subject.contains(name) && QLocale().language() == QLocale::Arabic && !said.contains(arabic)) {
            return u"no Arabic: "_s + text;
        }
        return {};
    }

    QStringList faults() const
    {
        QStringList found;
        for (const Error &error : m_errors) {
            if (const QString one = fault(error); !one.isEmpty()) {
                found.append(u"%1: %2"_s.arg(error.toString(), one));
            }
        }
        found.sort();
        return found;
    }

    void keep(const Error &error)
    {
        const Error one{error.code, error.subject, {}, error.kind};
        if (!m_errors.contains(one)) {
            m_errors.append(one);
        }
    }

    QList<Error> m_errors; // each once
};

TEST_F(ErrorWordsTest, NoRuleRefusesInTheProgramsWords)
{
    refuseArguments();
    refuseStates();
    ASSERT_GT(m_errors.size(), 100);
    for (const Language language : {Language::English, Language::Arabic}) {
        open(language);
        EXPECT_EQ(faults().join(u'\n').toStdString(), "");
    }
}

TEST_F(ErrorWordsTest, EveryFieldTypeAndCommandHasWords)
{
    for (const Language language : {Language::English, Language::Arabic}) {
        open(language);
        QStringList wordless;
        for (const RecordInfo *type : desk().rules().types()) {
            const RecordWords *words = knownRecord(type->name);
            if (!words || words->noun().isEmpty()) {
                wordless.append(type->name);
            }
            for (const FieldInfo &field : type->fields) {
                if (knownField(field.name).isEmpty()) {
                    wordless.append(type->name + u'.' + field.name);
                }
                keep({ErrorCode::InvalidArgument, field.name, {}});
            }
            keep({ErrorCode::NotFound, type->name + u'/' + uuidText(makeUuidV7(7)), {}});
        }
        for (const QString &name : desk().rules().ruleNames()) {
            if (knownCommand(name).isEmpty()) {
                wordless.append(name);
            }
            for (const FieldInfo &arg : desk().rules().rule(name)->args) {
                if (knownField(arg.name).isEmpty()) {
                    wordless.append(name + u'(' + arg.name + u')');
                }
            }
            keep({ErrorCode::PermissionDenied, name, {}});
        }
        EXPECT_EQ(wordless.join(u'\n').toStdString(), "");
        EXPECT_EQ(faults().join(u'\n').toStdString(), "");
    }
}

TEST_F(ErrorWordsTest, ThingsAreCalledByTheirTitles)
{
    const auto id = makeItem(u"القمة"_s, u"The summit"_s);
    open(Language::English);
    EXPECT_EQ(errorText({ErrorCode::PermissionDenied, u"content.publish"_s, {}}),
              u"\u2068Publishing\u2069 is not among your rights. Ask a managing editor or an administrator."_s);
    const QString subject = recordInfo<ContentItem>().name + u'/' + id.text();
    EXPECT_TRUE(errorText({ErrorCode::RevisionConflict, subject, {}}).contains(u"\u2068The summit\u2069"_s));
    EXPECT_TRUE(errorText({ErrorCode::StateConflict, u"archived"_s, {}}).startsWith(u"It is \u2068archived\u2069 now"_s));
    EXPECT_TRUE(errorText({ErrorCode::InvalidArgument, u"ranges[2].to_us"_s, {}}).contains(u"End of a range"_s));
    EXPECT_TRUE(errorText({ErrorCode::InvalidArgument, u"line 12"_s, {}, SubjectKind::Place}).contains(u"\u2068Line 12\u2069"_s));
    open(Language::Arabic);
    EXPECT_TRUE(errorText({ErrorCode::PermissionDenied, u"content.publish"_s, {}}).contains(u"\u2068النشر\u2069"_s));
    EXPECT_TRUE(errorText({ErrorCode::RevisionConflict, subject, {}}).contains(u"\u2068القمة\u2069"_s));
    EXPECT_TRUE(errorText({ErrorCode::InvalidArgument, u"line 12"_s, {}, SubjectKind::Place}).contains(u"١٢"_s));
    m_window.reset();
    EXPECT_TRUE(errorText({ErrorCode::RevisionConflict, subject, {}}).contains(u"المادة"_s)) << "no desk is open";
}

} // namespace

} // namespace rawi::test
