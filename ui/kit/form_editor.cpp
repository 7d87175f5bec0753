#include "ui/kit/form_editor.h"

#include "core/base/log.h"
#include "ui/kit/number_box.h"
#include "ui/text/format_text.h"
#include "ui/text/names_text.h"

#include <QCalendarWidget>
#include <QCheckBox>
#include <QComboBox>
#include <QDateTime>
#include <QDateTimeEdit>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QRegularExpression>
#include <QTextEdit>

namespace rawi {

namespace {

// One line. Its side follows what stands in it, as its letters do.
class LineEditor final : public FormEditor {
public:
    LineEditor(const FormField &field, QWidget *parent) : FormEditor(field, parent), m_edit(new QLineEdit(parent))
    {
        m_edit->setCursorMoveStyle(Qt::VisualMoveStyle);
        if (field.look == FormField::Look::Secret) {
            m_edit->setEchoMode(QLineEdit::Password);
        }
        connect(m_edit, &QLineEdit::textChanged, this, [this] { m_edit->setLayoutDirection(layoutOf(m_edit->text())); });
        connect(m_edit, &QLineEdit::textEdited, this, &FormEditor::edited);
        m_edit->setLayoutDirection(layoutOf({}));
    }
    QWidget *widget() const override { return m_edit; }
    QJsonValue value() const override
    {
        // What was typed around a secret belongs to it.
        return m_field.look == FormField::Look::Secret ? m_edit->text() : m_edit->text().trimmed();
    }
    void setValue(const QJsonValue &value) override
    {
        if (value.toString() != m_edit->text()) {
            m_edit->setText(value.toString());
        }
    }
    bool isTyped() const override { return true; }
    void retranslate() override { m_edit->setLayoutDirection(layoutOf(m_edit->text())); }

private:
    QLineEdit *m_edit;
};

// Several lines of plain text; each paragraph has its own direction. Tab leaves the field.
class LongEditor final : public FormEditor {
public:
    LongEditor(const FormField &field, QWidget *parent) : FormEditor(field, parent), m_edit(new QTextEdit(parent))
    {
        m_edit->setAcceptRichText(false);
        m_edit->setTabChangesFocus(true);
        m_edit->setUndoRedoEnabled(false); // the form undoes
        m_edit->setMinimumHeight(90);
        m_edit->document()->setDefaultCursorMoveStyle(Qt::VisualMoveStyle);
        connect(m_edit, &QTextEdit::textChanged, this, [this] {
            if (!m_quiet) {
                Q_EMIT edited();
            }
        });
    }
    QWidget *widget() const override { return m_edit; }
    QJsonValue value() const override { return m_edit->toPlainText(); }
    void setValue(const QJsonValue &value) override
    {
        if (value.toString() != m_edit->toPlainText()) {
            m_quiet = true;
            m_edit->setPlainText(value.toString());
            m_quiet = false;
        }
    }
    bool isTyped() const override { return true; }

private:
    QTextEdit *m_edit;
    bool m_quiet = false;
};

class ChoiceEditor final : public FormEditor {
public:
    ChoiceEditor(const FormField &field, QWidget *parent) : FormEditor(field, parent), m_box(new QComboBox(parent))
    {
        for (const QString &name : field.info.enumNames) {
            m_box->addItem(nameOf(name), name);
        }
        connect(m_box, &QComboBox::activated, this, &FormEditor::edited);
    }
    QWidget *widget() const override { return m_box; }
    QJsonValue value() const override { return m_box->currentData().toString(); }
    void setValue(const QJsonValue &value) override { m_box->setCurrentIndex(m_box->findData(value.toString())); }
    void retranslate() override
    {
        for (int i = 0; i < m_box->count(); ++i) {
            m_box->setItemText(i, nameOf(m_box->itemData(i).toString()));
        }
    }

private:
    QComboBox *m_box;
};

class SwitchEditor final : public FormEditor {
public:
    SwitchEditor(const FormField &field, QWidget *parent) : FormEditor(field, parent), m_box(new QCheckBox(parent))
    {
        connect(m_box, &QCheckBox::clicked, this, &FormEditor::edited);
        retranslate();
    }
    QWidget *widget() const override { return m_box; }
    QJsonValue value() const override { return m_box->isChecked(); }
    void setValue(const QJsonValue &value) override { m_box->setChecked(value.toBool()); }
    bool holdsItsLabel() const override { return true; }
    void retranslate() override { m_box->setText(m_field.label()); }

private:
    QCheckBox *m_box;
};

class NumberEditor final : public FormEditor {
public:
    NumberEditor(const FormField &field, QWidget *parent) : FormEditor(field, parent), m_box(new NumberBox(parent))
    {
        m_box->setRange(static_cast<int>(field.info.least.value_or(0)), static_cast<int>(field.info.most.value_or(1e9)));
        connect(m_box, &QSpinBox::valueChanged, this, [this] {
            if (!m_quiet) {
                Q_EMIT edited();
            }
        });
    }
    QWidget *widget() const override { return m_box; }
    QJsonValue value() const override { return m_box->value(); }
    void setValue(const QJsonValue &value) override
    {
        m_quiet = true;
        m_box->setValue(value.toInt(m_box->minimum()));
        m_quiet = false;
    }
    bool isTyped() const override { return true; }

private:
    QSpinBox *m_box;
    bool m_quiet = false;
};

// What moments and days have in common: an editor of Qt's whose least value stands for "not set".
class CalendarEditor : public FormEditor {
public:
    CalendarEditor(const FormField &field, QDateTimeEdit *edit) : FormEditor(field, edit->parent()), m_edit(edit)
    {
        m_edit->setCalendarPopup(true);
        connect(m_edit, &QDateTimeEdit::dateTimeChanged, this, [this] {
            sayInWords();
            if (!m_quiet) {
                Q_EMIT edited();
            }
        });
    }
    QWidget *widget() const override { return m_edit; }
    void retranslate() override
    {
        m_edit->setDisplayFormat(format(QLocale().textDirection() == Qt::RightToLeft));
        m_edit->setSpecialValueText(u"—"_s);
        m_edit->setLocale(QLocale());
        m_edit->calendarWidget()->setLocale(QLocale());
        m_edit->calendarWidget()->setFirstDayOfWeek(weekStart());
        sayInWords();
    }

protected:
    // In right-to-left windows QDateTimeEdit reverses its sections (21:05 shows as 05:21).
    virtual QString format(bool rtl) const = 0;
    virtual QString inWords() const = 0; // of what is set

    bool isSet() const { return m_edit->dateTime() != m_edit->minimumDateTime(); }
    void show(const QDateTime &value)
    {
        m_quiet = true;
        m_edit->setDateTime(value.isValid() ? value : m_edit->minimumDateTime());
        m_quiet = false;
    }

    QDateTimeEdit *m_edit;

private:
    // Numbers are typed in the Gregorian calendar, the one Qt's editor has right; the date in the person's own is told beside.
    void sayInWords()
    {
        m_edit->setToolTip(isSet() ? inWords() : QString());
        m_edit->setAccessibleDescription(m_edit->toolTip());
    }

    bool m_quiet = false;
};

// A moment in this desk's time zone. Year 2000 stands for "not set".
class MomentEditor final : public CalendarEditor {
public:
    MomentEditor(const FormField &field, QWidget *parent) : CalendarEditor(field, new QDateTimeEdit(parent))
    {
        m_edit->setMinimumDateTime(QDateTime(QDate(2000, 1, 1), QTime(0, 0)));
        retranslate();
    }
    QJsonValue value() const override { return isSet() ? QJsonValue(timestampText(moment())) : QJsonValue(); }
    void setValue(const QJsonValue &value) override
    {
        const Timestamp at = timestampFromText(value.toString());
        show(at.isSet() ? QDateTime::fromMSecsSinceEpoch(at.ms) : QDateTime());
    }

private:
    QString format(bool rtl) const override { return rtl ? u"mm:HH yyyy/MM/dd"_s : u"yyyy-MM-dd HH:mm"_s; }
    QString inWords() const override { return dateTimeText(moment()); }
    Timestamp moment() const { return {m_edit->dateTime().toMSecsSinceEpoch()}; }
};

// A day, the same in every zone. The first of 1800 stands for "not set".
class DayEditor final : public CalendarEditor {
public:
    DayEditor(const FormField &field, QWidget *parent) : CalendarEditor(field, new QDateEdit(parent))
    {
        m_edit->setMinimumDate(QDate(1800, 1, 1));
        retranslate();
    }
    QJsonValue value() const override { return isSet() ? QJsonValue(isoDate(m_edit->date())) : QJsonValue(); }
    void setValue(const QJsonValue &value) override
    {
        const QDate day = dateFromIso(value.toString());
        show(day.isValid() ? day.startOfDay() : QDateTime());
    }

private:
    QString format(bool rtl) const override { return rtl ? u"yyyy/MM/dd"_s : u"yyyy-MM-dd"_s; }
    QString inWords() const override { return dateText(m_edit->date()); }
};

// Members of a set in one line, with either comma between them.
class SetEditor final : public FormEditor {
public:
    SetEditor(const FormField &field, QWidget *parent) : FormEditor(field, parent), m_edit(new QLineEdit(parent))
    {
        m_edit->setCursorMoveStyle(Qt::VisualMoveStyle);
        connect(m_edit, &QLineEdit::textEdited, this, &FormEditor::edited);
    }
    QWidget *widget() const override { return m_edit; }
    QJsonValue value() const override
    {
        static const QRegularExpression commas(u"[,،]"_s);
        QStringList members;
        const QStringList parts = m_edit->text().split(commas, Qt::SkipEmptyParts);
        for (const QString &part : parts) {
            if (!part.trimmed().isEmpty()) {
                members.append(part.trimmed());
            }
        }
        members.sort();
        members.removeDuplicates();
        return QJsonArray::fromStringList(members);
    }
    void setValue(const QJsonValue &now) override
    {
        if (now != value()) {
            m_edit->setText(inNameOrder(now.toVariant().toStringList())
                                .join(QLocale().textDirection() == Qt::RightToLeft ? u"، "_s : u", "_s));
        }
    }
    bool isTyped() const override { return true; }

private:
    QLineEdit *m_edit;
};

// Some of a few: a list with a check mark before each.
class ChecksEditor final : public FormEditor {
public:
    ChecksEditor(const FormField &field, QWidget *parent) : FormEditor(field, parent), m_list(new QListWidget(parent))
    {
        m_list->setMinimumHeight(150);
        m_list->setFrameShape(QFrame::StyledPanel);
        for (const QString &one : field.choices) {
            addChoice(one);
        }
        connect(m_list, &QListWidget::itemChanged, this, [this] {
            if (!m_quiet) {
                Q_EMIT edited();
            }
        });
    }
    QWidget *widget() const override { return m_list; }
    QJsonValue value() const override
    {
        QStringList members;
        for (int i = 0; i < m_list->count(); ++i) {
            if (m_list->item(i)->checkState() == Qt::Checked) {
                members.append(m_list->item(i)->data(Qt::UserRole).toString());
            }
        }
        members.sort();
        return QJsonArray::fromStringList(members);
    }
    void setValue(const QJsonValue &value) override
    {
        const QStringList members = value.toVariant().toStringList();
        m_quiet = true;
        for (const QString &member : members) { // one that this desk does not know is not lost
            if (!m_field.choices.contains(member) && !m_others.contains(member)) {
                m_others.append(member);
                addChoice(member);
            }
        }
        for (int i = 0; i < m_list->count(); ++i) {
            QListWidgetItem *item = m_list->item(i);
            item->setCheckState(members.contains(item->data(Qt::UserRole).toString()) ? Qt::Checked : Qt::Unchecked);
        }
        m_quiet = false;
    }
    void retranslate() override
    {
        m_quiet = true;
        for (int i = 0; i < m_list->count(); ++i) {
            m_list->item(i)->setText(nameOf(m_list->item(i)->data(Qt::UserRole).toString()));
        }
        m_quiet = false;
    }

private:
    void addChoice(const QString &value)
    {
        auto *item = new QListWidgetItem(nameOf(value), m_list);
        item->setData(Qt::UserRole, value);
        item->setFlags(Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemIsUserCheckable);
        item->setCheckState(Qt::Unchecked);
    }

    QListWidget *m_list;
    QStringList m_others;
    bool m_quiet = false;
};

class ShownOnly final : public FormEditor {
public:
    ShownOnly(const FormField &field, QWidget *parent) : FormEditor(field, parent), m_label(new QLabel(parent))
    {
        m_label->setWordWrap(true);
        m_label->setTextFormat(Qt::PlainText);
        m_label->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    }
    QWidget *widget() const override { return m_label; }
    QJsonValue value() const override { return m_value; }
    void setValue(const QJsonValue &value) override
    {
        m_value = value;
        retranslate();
    }
    bool isReadOnly() const override { return true; }
    void retranslate() override
    {
        const QString text = m_value.toVariant().toString();
        switch (m_field.info.kind) {
        case FieldKind::Timestamp:
            tell(dateTimeText(timestampFromText(text)));
            break;
        case FieldKind::Date:
            tell(dateText(dateFromIso(text)));
            break;
        case FieldKind::Integer:
            tell(countText(m_value.toInteger()));
            break;
        default:
            tell(nameOf(text));
        }
    }

private:
    // A label puts what has no direction of its own on the left in every layout.
    void tell(const QString &text)
    {
        const bool rtl = QLocale().textDirection() == Qt::RightToLeft;
        const QString shown = text.isEmpty() ? u"—"_s : text;
        m_label->setText(rtl && !firstStrongDirection(shown) ? QChar(0x200f) + shown : shown);
    }

    QLabel *m_label;
    QJsonValue m_value;
};

} // namespace

FormField formField(const RecordInfo &type, QStringView name, Words label)
{
    const FieldInfo *info = type.field(name);
    if (info == nullptr) {
        qFatal("%s has no field %s", qUtf8Printable(type.name), qUtf8Printable(name.toString()));
    }
    return {*info, std::move(label)};
}

FormEditor::FormEditor(const FormField &field, QObject *parent) : QObject(parent), m_field(field) { }

QString FormEditor::nameOf(const QString &value) const
{
    return m_field.names ? m_field.names(value) : value;
}

Qt::LayoutDirection FormEditor::layoutOf(const QString &text) const
{
    const Direction house = QLocale().textDirection() == Qt::RightToLeft ? Direction::RightToLeft : Direction::LeftToRight;
    const Direction found = m_field.direction.value_or(baseDirection(text, house));
    return found == Direction::RightToLeft ? Qt::RightToLeft : Qt::LeftToRight;
}

FormEditor *FormEditor::make(const FormField &field, QWidget *parent)
{
    using Look = FormField::Look;
    if (field.look == Look::ReadOnly) {
        return new ShownOnly(field, parent);
    }
    switch (field.info.kind) {
    case FieldKind::Text:
        return field.look == Look::LongText ? static_cast<FormEditor *>(new LongEditor(field, parent))
                                            : new LineEditor(field, parent);
    case FieldKind::Enum:
        return new ChoiceEditor(field, parent);
    case FieldKind::Boolean:
        return new SwitchEditor(field, parent);
    case FieldKind::Integer:
        return new NumberEditor(field, parent);
    case FieldKind::Timestamp:
        return new MomentEditor(field, parent);
    case FieldKind::Date:
        return new DayEditor(field, parent);
    case FieldKind::TextSet:
        return field.look == Look::Choices ? static_cast<FormEditor *>(new ChecksEditor(field, parent))
                                           : new SetEditor(field, parent);
    case FieldKind::Id:
    case FieldKind::OrderKey:
    case FieldKind::Json:
    case FieldKind::Number:
    case FieldKind::Object:
    case FieldKind::List:
        break;
    }
    return new ShownOnly(field, parent);
}

} // namespace rawi
