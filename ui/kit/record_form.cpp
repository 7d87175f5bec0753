#include "ui/kit/record_form.h"

#include "ui/kit/problem_label.h"
#include "ui/kit/shortcuts.h"
#include "ui/text/error_text.h"
#include "ui/text/format_text.h"

#include <QBoxLayout>
#include <QEvent>
#include <QFormLayout>
#include <QKeyEvent>
#include <QLabel>

#include <algorithm>

namespace rawi {

struct RecordForm::Line {
    FormField field;
    FormEditor *editor = nullptr;
    QLabel *label = nullptr; // null when the editor holds it
    QLabel *hint = nullptr;
    ProblemLabel *message = nullptr;
    QJsonValue shown; // what undo knows
};

// From one value of a field to the next.
class RecordForm::Change final : public QUndoCommand {
public:
    Change(RecordForm &form, Line &line, QJsonValue before, QJsonValue after, int visit)
        : m_form(form), m_line(line), m_before(std::move(before)), m_after(std::move(after)), m_visit(visit)
    {
    }
    void undo() override { m_form.showValue(m_line, m_before); }
    void redo() override { m_form.showValue(m_line, m_after); }
    int id() const override { return m_line.editor->isTyped() ? 1 : -1; }
    bool mergeWith(const QUndoCommand *other) override
    {
        const auto *next = static_cast<const Change *>(other);
        if (&next->m_line != &m_line || next->m_visit != m_visit) {
            return false;
        }
        m_after = next->m_after;
        return true;
    }

private:
    RecordForm &m_form;
    Line &m_line;
    QJsonValue m_before;
    QJsonValue m_after;
    int m_visit;
};

namespace {

bool matches(const QKeyEvent &event, const QKeySequence &keys)
{
    const QKeySequence pressed(event.keyCombination());
    const QList<QKeySequence> all = withArabicTwin(keys);
    return std::any_of(all.cbegin(), all.cend(), [&](const QKeySequence &one) { return one == pressed; });
}

// Whether it is written letter by letter, and may stand on this desk's disk.
bool isKept(const FormField &field)
{
    const bool shown = field.look == FormField::Look::ByKind || field.look == FormField::Look::LongText;
    return shown && field.info.kind == FieldKind::Text;
}

bool isEmptyValue(const QJsonValue &value)
{
    return value.isNull() || value.isUndefined() || (value.isString() && value.toString().trimmed().isEmpty())
        || (value.isArray() && value.toArray().isEmpty());
}

QJsonValue emptyOf(const FormField &field)
{
    switch (field.info.kind) {
    case FieldKind::Text:
    case FieldKind::OrderKey:
        return QString();
    case FieldKind::Boolean:
        return false;
    case FieldKind::Integer:
    case FieldKind::Number:
        return field.info.least.value_or(0);
    case FieldKind::Enum:
        return field.info.enumNames.value(0);
    case FieldKind::TextSet:
    case FieldKind::List:
        return QJsonArray();
    case FieldKind::Json:
    case FieldKind::Object:
        return QJsonObject();
    case FieldKind::Id:
    case FieldKind::Timestamp:
    case FieldKind::Date:
        break;
    }
    return QJsonValue();
}

} // namespace

RecordForm::RecordForm(const QList<FormField> &fields, QWidget *parent) : QWidget(parent)
{
    auto *layout = new QFormLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setHorizontalSpacing(16);
    layout->setVerticalSpacing(10);
    layout->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    layout->setRowWrapPolicy(QFormLayout::DontWrapRows);
    for (const FormField &field : fields) {
        addLine(field, layout);
    }
    setRecord({});
    retranslate();
}

RecordForm::~RecordForm() = default;

void RecordForm::addLine(const FormField &field, QFormLayout *layout)
{
    auto line = std::make_unique<Line>();
    line->field = field;
    auto *cell = new QWidget(this);
    auto *column = new QVBoxLayout(cell);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(3);
    line->editor = FormEditor::make(field, cell);
    column->addWidget(line->editor->widget());
    line->hint = new QLabel(cell);
    line->hint->setProperty("role", u"muted"_s);
    line->hint->setWordWrap(true);
    line->hint->setVisible(bool(field.hint));
    column->addWidget(line->hint);
    line->message = new ProblemLabel(cell);
    column->addWidget(line->message);
    if (line->editor->holdsItsLabel()) {
        layout->addRow(QString(), cell);
    } else {
        line->label = new QLabel(this);
        line->label->setBuddy(line->editor->widget());
        layout->addRow(line->label, cell);
    }
    line->editor->widget()->setObjectName(field.info.name);
    line->editor->widget()->installEventFilter(this);
    Line &kept = *line;
    connect(line->editor, &FormEditor::edited, this, [this, &kept] { tookEdit(kept); });
    m_lines.push_back(std::move(line));
}

void RecordForm::tookEdit(Line &line)
{
    const QJsonValue now = line.editor->value();
    if (now != line.shown) {
        m_undo.push(new Change(*this, line, line.shown, now, m_visit));
    }
    tell(line, {});
}

void RecordForm::showValue(Line &line, const QJsonValue &value)
{
    line.shown = value;
    if (line.editor->value() != value) {
        line.editor->setValue(value);
    }
    keepDraft(line);
    afterChange();
}

void RecordForm::setRecord(const QJsonObject &row)
{
    m_record = {};
    for (const auto &line : m_lines) {
        const auto it = row.constFind(line->field.info.name);
        line->editor->setValue(it == row.constEnd() ? emptyOf(line->field) : *it);
        line->shown = line->editor->value();
        m_record.insert(line->field.info.name, line->shown);
        tell(*line, {});
    }
    m_undo.clear();
    afterChange();
}

void RecordForm::takeRecord(const QJsonObject &row)
{
    for (const auto &line : m_lines) {
        const QString &name = line->field.info.name;
        const auto it = row.constFind(name);
        if (it == row.constEnd()) {
            continue;
        }
        const bool untouched = line->editor->value() == m_record.value(name);
        m_record.insert(name, *it);
        if (untouched) {
            line->editor->setValue(*it);
            line->shown = line->editor->value();
            m_record.insert(name, line->shown);
        }
    }
    afterChange();
}

void RecordForm::keepIn(const FormDrafts &drafts)
{
    m_drafts = drafts;
    for (const auto &line : m_lines) {
        const auto kept = isKept(line->field) ? m_drafts->takeUp(line->field.info.name) : std::nullopt;
        if (kept) {
            line->editor->setValue(*kept);
            tookEdit(*line);
            keepDraft(*line);
        }
    }
}

void RecordForm::forgetDrafts()
{
    if (m_drafts) {
        m_drafts->forget();
    }
}

void RecordForm::keepDraft(const Line &line)
{
    if (m_drafts && isKept(line.field)) {
        m_drafts->keep(line.field.info.name, m_record.value(line.field.info.name).toString(), line.shown.toString());
    }
}

void RecordForm::reset()
{
    if (!isDirty()) {
        return;
    }
    m_undo.beginMacro({});
    for (const auto &line : m_lines) {
        const QJsonValue before = m_record.value(line->field.info.name);
        if (line->editor->value() != before) {
            m_undo.push(new Change(*this, *line, line->shown, before, ++m_visit));
        }
        tell(*line, {});
    }
    m_undo.endMacro();
}

QJsonObject RecordForm::values() const
{
    QJsonObject all;
    for (const auto &line : m_lines) {
        if (!line->editor->isReadOnly()) {
            all.insert(line->field.info.name, line->editor->value());
        }
    }
    return all;
}

QJsonObject RecordForm::changes() const
{
    QJsonObject changed = values();
    for (auto it = changed.begin(); it != changed.end();) {
        it = *it == m_record.value(it.key()) ? changed.erase(it) : std::next(it);
    }
    return changed;
}

bool RecordForm::isDirty() const
{
    return !changes().isEmpty();
}

QString RecordForm::problemOf(const Line &line) const
{
    const QJsonValue value = line.editor->value();
    if (isEmptyValue(value)) {
        return line.field.isRequired || line.field.info.required ? tr("This field is required.") : QString();
    }
    if (const Result<void> fits = line.field.info.check(value); !fits) {
        return fits.error().code == ErrorCode::FieldTooLong
            ? tr("At most %1 characters fit here.").arg(countText(line.field.info.maxLength))
            : errorText({fits.error().code, {}, {}});
    }
    return line.field.problem ? line.field.problem(value) : QString();
}

bool RecordForm::check()
{
    Line *first = nullptr;
    for (const auto &line : m_lines) {
        const QString problem = line->editor->isReadOnly() ? QString() : problemOf(*line);
        tell(*line, problem.isEmpty() ? Words() : [this, at = line.get()] { return problemOf(*at); });
        if (!problem.isEmpty() && first == nullptr) {
            first = line.get();
        }
    }
    if (first != nullptr) {
        first->editor->widget()->setFocus(Qt::OtherFocusReason);
    }
    return first == nullptr;
}

bool RecordForm::showError(const Error &error)
{
    for (const auto &line : m_lines) {
        if (line->field.info.name == error.subject) {
            tell(*line, [code = error.code] { return errorText({code, {}, {}}); });
            line->editor->widget()->setFocus(Qt::OtherFocusReason);
            return true;
        }
    }
    return false;
}

void RecordForm::tell(Line &line, const Words &message)
{
    message ? line.message->say(message) : line.message->forget();
    line.editor->widget()->setAccessibleDescription(line.message->text());
}

FormEditor *RecordForm::editor(QStringView field) const
{
    const auto it = std::find_if(m_lines.cbegin(), m_lines.cend(), [&](const auto &line) { return line->field.info.name == field; });
    return it == m_lines.cend() ? nullptr : (*it)->editor;
}

QString RecordForm::message(QStringView field) const
{
    const auto it = std::find_if(m_lines.cbegin(), m_lines.cend(), [&](const auto &line) { return line->field.info.name == field; });
    return it == m_lines.cend() ? QString() : (*it)->message->text();
}

void RecordForm::afterChange()
{
    Q_EMIT edited();
    if (const bool dirty = isDirty(); dirty != m_dirty) {
        m_dirty = dirty;
        Q_EMIT dirtyChanged(dirty);
    }
}

void RecordForm::retranslate()
{
    for (const auto &line : m_lines) {
        const QString label = line->field.label();
        if (line->label) {
            line->label->setText(label);
        }
        line->editor->widget()->setAccessibleName(label);
        if (line->field.hint) {
            line->hint->setText(line->field.hint());
        }
        line->editor->retranslate();
        line->message->sayAgain(); // the editor is described by it
        line->editor->widget()->setAccessibleDescription(line->message->text());
    }
}

void RecordForm::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange) {
        retranslate();
    }
    QWidget::changeEvent(event);
}

bool RecordForm::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::FocusIn) {
        ++m_visit;
    }
    if (event->type() == QEvent::ShortcutOverride || event->type() == QEvent::KeyPress) {
        const auto &key = *static_cast<QKeyEvent *>(event);
        const bool undo = matches(key, QKeySequence(Qt::CTRL | Qt::Key_Z));
        const bool redo = matches(key, QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_Z));
        if (undo || redo) {
            event->accept(); // the fields undo nothing by themselves: the form knows the order of all
            if (event->type() == QEvent::KeyPress) {
                undo ? m_undo.undo() : m_undo.redo();
            }
            return true;
        }
    }
    return QWidget::eventFilter(watched, event);
}

} // namespace rawi
