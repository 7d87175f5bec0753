#include "tests/support/wait_for.h"
#include "ui/kit/language.h"
#include "ui/kit/record_dialog.h"
#include "ui/text/format_text.h"

#include <QApplication>
#include <QComboBox>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QTest>
#include <QTextEdit>

#include <gtest/gtest.h>

namespace rawi {

namespace {

enum class Colour { Red, Green };

// One field of every kind a form knows.
struct Pot {
    Id<Pot> id;
    qint64 rev = 0;
    QString name;
    QString story;
    Colour colour = Colour::Red;
    bool empty = false;
    qint64 litres = 0;
    Timestamp firedAt;
    QDate madeOn;
    QStringList marks;
    QStringList uses;
};

} // namespace

template <>
struct EnumNames<Colour> {
    static constexpr std::array names{"red", "green"};
};

template <>
struct Describe<Pot> {
    static constexpr const char *name = "pots";
    static auto fields()
    {
        return std::tuple{
            field("name", &Pot::name, MergePolicy::Words, 12), field("story", &Pot::story, MergePolicy::Words, 500),
            field("colour", &Pot::colour),                     field("empty", &Pot::empty),
            field("litres", &Pot::litres),                     field("fired_at", &Pot::firedAt),
            field("marks", &Pot::marks, MergePolicy::Set, 20), field("uses", &Pot::uses, MergePolicy::Set, 20),
            field("made_on", &Pot::madeOn),
        };
    }
};

namespace {

QList<FormField> potFields()
{
    const RecordInfo &type = recordInfo<Pot>();
    const auto plain = [&](const char *name) {
        return formField(type, QString::fromLatin1(name), [name] { return QString::fromLatin1(name).toUpper(); });
    };
    FormField name = plain("name");
    name.isRequired = true;
    name.problem = [](const QJsonValue &value) { return value.toString() == "bad"_L1 ? u"Not this one."_s : QString(); };
    FormField story = plain("story");
    story.look = FormField::Look::LongText;
    FormField uses = plain("uses");
    uses.look = FormField::Look::Choices;
    uses.choices = QStringList{u"oil"_s, u"wine"_s};
    return {name, story, plain("colour"), plain("empty"), plain("litres"), plain("fired_at"), plain("marks"), uses, plain("made_on")};
}

QJsonObject pot()
{
    Pot one;
    one.name = u"Jar"_s;
    one.story = u"Old."_s;
    one.colour = Colour::Green;
    one.litres = 12;
    one.firedAt = timestampFromText(u"2026-11-21T03:45:00.000Z");
    one.madeOn = QDate(1970, 1, 1);
    one.marks = QStringList{u"a"_s, u"b"_s};
    one.uses = QStringList{u"oil"_s};
    return toJson(one);
}

class RecordFormTest : public testing::Test {
protected:
    void SetUp() override
    {
        form.setRecord(pot());
        form.show();
    }
    QLineEdit *line(const char *name) { return qobject_cast<QLineEdit *>(form.editor(QString::fromLatin1(name))->widget()); }
    void type(const char *name, const QString &text)
    {
        line(name)->setText(text);
        Q_EMIT line(name)->textEdited(text);
    }

    RecordForm form{potFields()};
};

TEST_F(RecordFormTest, ShowsARecordAndTellsOnlyWhatWasChanged)
{
    const QJsonObject row = pot();
    const QJsonObject values = form.values();
    for (const FieldInfo &field : recordInfo<Pot>().fields) {
        EXPECT_EQ(values.value(field.name), row.value(field.name)) << qUtf8Printable(field.name);
    }
    EXPECT_FALSE(form.isDirty());
    type("name", u" Jug "_s);
    type("marks", u"b، c , b"_s);
    const QJsonObject changes = form.changes();
    EXPECT_EQ(changes.size(), 2);
    EXPECT_EQ(changes.value("name"_L1).toString(), u"Jug"_s);
    EXPECT_EQ(changes.value("marks"_L1).toArray(), (QJsonArray{u"b"_s, u"c"_s}));
    EXPECT_TRUE(form.isDirty());
    form.reset();
    EXPECT_FALSE(form.isDirty());
    form.undoStack().undo();
    EXPECT_EQ(form.changes(), changes) << "even that is undone";
}

TEST_F(RecordFormTest, ADayIsToldInTheCalendarOfThePersonAndHasNoZone)
{
    setDateCalendar(DateCalendar::UmmAlQura);
    FormEditor *editor = form.editor(u"made_on"_s);
    editor->setValue(u"2025-03-01"_s);
    EXPECT_TRUE(editor->widget()->toolTip().contains(u"1446"_s)) << qUtf8Printable(editor->widget()->toolTip());
    setDateCalendar(DateCalendar::Gregorian);
    EXPECT_EQ(editor->value(), QJsonValue(u"2025-03-01"_s));
    editor->setValue(QJsonValue());
    EXPECT_TRUE(editor->value().isNull());
    EXPECT_TRUE(editor->widget()->toolTip().isEmpty());
}

TEST_F(RecordFormTest, SaysBesideAFieldWhatIsWrongWithIt)
{
    type("name", {});
    EXPECT_FALSE(form.check());
    EXPECT_FALSE(form.message(u"name").isEmpty());
    type("name", u"a name that is too long"_s);
    EXPECT_TRUE(form.message(u"name").isEmpty()) << "it is being mended";
    EXPECT_FALSE(form.check());
    EXPECT_TRUE(form.message(u"name").contains(u"12"_s));
    type("name", u"bad"_s);
    EXPECT_FALSE(form.check());
    EXPECT_EQ(form.message(u"name"), u"Not this one."_s);
    type("name", u"Jug"_s);
    EXPECT_TRUE(form.check());
    EXPECT_TRUE(form.message(u"name").isEmpty());
    EXPECT_TRUE(form.showError({ErrorCode::AlreadyExists, u"name"_s, {}}));
    EXPECT_FALSE(form.message(u"name").isEmpty());
    EXPECT_FALSE(form.showError({ErrorCode::NetworkUnreachable, u"host"_s, {}}));
}

TEST_F(RecordFormTest, UndoGoesThroughTheWholeForm)
{
    auto *colour = qobject_cast<QComboBox *>(form.editor(u"colour")->widget());
    type("name", u"J"_s);
    type("name", u"Ju"_s);
    colour->setCurrentIndex(0);
    Q_EMIT colour->activated(0);
    type("name", u"Jus"_s);
    EXPECT_EQ(form.undoStack().count(), 3) << "letters one after the other are one step";
    QTest::keyClick(line("name"), Qt::Key_Z, Qt::ControlModifier);
    EXPECT_EQ(line("name")->text(), u"Ju"_s);
    QTest::keyClick(line("name"), Qt::Key_Z, Qt::ControlModifier);
    EXPECT_EQ(colour->currentData().toString(), u"green"_s);
    QKeyEvent arabic(QEvent::KeyPress, 0x0626, Qt::ControlModifier); // the key Z on an Arabic keyboard
    QApplication::sendEvent(line("name"), &arabic);
    EXPECT_EQ(line("name")->text(), u"Jar"_s);
    EXPECT_FALSE(form.isDirty());
    QTest::keyClick(line("name"), Qt::Key_Z, Qt::ControlModifier | Qt::ShiftModifier);
    EXPECT_EQ(line("name")->text(), u"Ju"_s);
}

TEST_F(RecordFormTest, AFieldStandsOnTheSideOfWhatIsInIt)
{
    EXPECT_EQ(line("name")->layoutDirection(), Qt::LeftToRight);
    type("name", u"جرة"_s);
    EXPECT_EQ(line("name")->layoutDirection(), Qt::RightToLeft);
    type("name", {});
    EXPECT_EQ(line("name")->layoutDirection(), Qt::LeftToRight) << "as the desk's language";
    LanguageSwitch language(*qApp);
    language.setLanguage(Language::Arabic);
    EXPECT_TRUE(test::waitFor([&] { return line("name")->layoutDirection() == Qt::RightToLeft; }));
    EXPECT_EQ(line("name")->accessibleName(), u"NAME"_s);
    // 06:45 in Riyadh or whatever the zone is: read back as it was, though its sections stand reversed.
    EXPECT_EQ(form.values().value("fired_at"_L1), pot().value("fired_at"_L1));
    language.setLanguage(Language::English);
}

TEST_F(RecordFormTest, WhatTheServerSaysSinceIsTakenWhereNobodyTypes)
{
    type("name", u"Mine"_s);
    QJsonObject theirs = pot();
    theirs.insert(u"name"_s, u"Theirs"_s);
    theirs.insert(u"litres"_s, 99);
    form.takeRecord(theirs);
    EXPECT_EQ(form.values().value("litres"_L1).toInt(), 99);
    EXPECT_EQ(form.changes(), (QJsonObject{{u"name"_s, u"Mine"_s}}));
}

TEST_F(RecordFormTest, ADialogSendsOnceAndStaysOpenUntilItIsAnswered)
{
    RecordDialog dialog(potFields(), {[] { return u"Pot"_s; }, [] { return u"Save"_s; }});
    dialog.form().setRecord(pot());
    int sent = 0;
    QObject::connect(&dialog, &RecordDialog::submitted, [&] { ++sent; });
    dialog.show();
    EXPECT_FALSE(dialog.acceptButton()->isEnabled());
    auto *name = qobject_cast<QLineEdit *>(dialog.form().editor(u"name")->widget());
    name->setText({});
    Q_EMIT name->textEdited({});
    dialog.acceptButton()->click();
    EXPECT_EQ(sent, 0) << "it is needed";
    name->setText(u"Jug"_s);
    Q_EMIT name->textEdited(u"Jug"_s);
    dialog.acceptButton()->click();
    dialog.acceptButton()->click();
    EXPECT_EQ(sent, 1);
    EXPECT_TRUE(dialog.isVisible());
    dialog.answer(Result<void>(Error{ErrorCode::NetworkUnreachable, u"host"_s, {}}));
    EXPECT_TRUE(dialog.isVisible());
    EXPECT_TRUE(dialog.acceptButton()->isEnabled());
    dialog.acceptButton()->click();
    dialog.answer(Result<void>());
    EXPECT_EQ(sent, 2);
    EXPECT_FALSE(dialog.isVisible());
}

} // namespace

} // namespace rawi
