<?php
// Run by Moodle's own code, from the command line: moodle.php <folder> make|report, its order as JSON on the standard input.
define('CLI_SCRIPT', true);
require($argv[1] . '/config.php');
require_once($CFG->dirroot . '/course/lib.php');
require_once($CFG->dirroot . '/course/modlib.php');
require_once($CFG->dirroot . '/user/lib.php');
require_once($CFG->dirroot . '/lib/enrollib.php');
require_once($CFG->dirroot . '/lib/gradelib.php');
require_once($CFG->dirroot . '/lib/filterlib.php');
require_once($CFG->dirroot . '/mod/scorm/locallib.php');

$order = json_decode(stream_get_contents(STDIN), true);
\core\session\manager::set_user(get_admin());
set_config('enablecompletion', 1);
filter_set_global_state('mathjaxloader', TEXTFILTER_DISABLED); // it would be fetched from elsewhere

/** A course with a learner in it, and an activity for each package. */
function make(array $order): array {
    global $DB, $USER;
    $course = create_course((object) ['fullname' => 'Course', 'shortname' => 'course', 'category' => 1, 'enablecompletion' => 1]);
    $learner = user_create_user((object) [
        'username' => 'ana', 'password' => $order['password'], 'firstname' => 'Ana', 'lastname' => 'Ruiz',
        'email' => 'ana@lms.example', 'mnethostid' => 1, 'confirmed' => 1,
    ]);
    $role = $DB->get_field('role', 'id', ['shortname' => 'student'], MUST_EXIST);
    enrol_try_internal_enrol($course->id, $learner, $role);
    $activities = [];
    foreach ($order['packages'] as $name => $file) {
        $draft = file_get_unused_draft_itemid();
        get_file_storage()->create_file_from_pathname([
            'contextid' => context_user::instance($USER->id)->id, 'component' => 'user', 'filearea' => 'draft',
            'itemid' => $draft, 'filepath' => '/', 'filename' => "$name.zip",
        ], $file);
        // As docs/lms/moodle.md says what to click; all else as Moodle has it.
        $made = create_module((object) [
            'modulename' => 'scorm', 'course' => $course->id, 'section' => 1, 'visible' => 1, 'name' => $name,
            'introeditor' => ['text' => '', 'format' => FORMAT_HTML, 'itemid' => 0], 'cmidnumber' => '',
            'scormtype' => SCORM_TYPE_LOCAL, 'packagefile' => $draft, 'updatefreq' => 0,
            'popup' => 0, 'width' => 100, 'height' => 100, 'skipview' => SCORM_SKIPVIEW_ALWAYS, 'hidebrowse' => 1,
            'displaycoursestructure' => 0, 'hidetoc' => SCORM_TOC_DISABLED, 'nav' => SCORM_NAV_DISABLED,
            'navpositionleft' => -100, 'navpositiontop' => -100, 'displayattemptstatus' => 1,
            'timeopen' => 0, 'timeclose' => 0, 'grademethod' => GRADEHIGHEST, 'maxgrade' => 100,
            'maxattempt' => 1, 'whatgrade' => HIGHESTATTEMPT, 'forcenewattempt' => SCORM_FORCEATTEMPT_NO,
            'lastattemptlock' => 0, 'forcecompleted' => 0, 'auto' => 0, 'autocommit' => 0, 'masteryoverride' => 1,
            'completion' => COMPLETION_TRACKING_AUTOMATIC, 'completionstatusrequired' => 6, 'completionview' => 0,
        ]);
        $scorm = $DB->get_record('scorm', ['id' => $made->instance], '*', MUST_EXIST);
        $sco = $DB->get_record_select('scorm_scoes', "scorm = ? AND scormtype = 'sco'", [$scorm->id], '*', MUST_EXIST);
        $activities[$name] = ['scorm' => $scorm->id, 'module' => $made->coursemodule, 'version' => $scorm->version, 'sco' => $sco->id];
    }
    return ['release' => $GLOBALS['CFG']->release, 'course' => $course->id, 'learner' => $learner, 'activities' => $activities];
}

/** What Moodle keeps of an activity: the elements of the first attempt, how many there are, the grade, and whether it is complete. */
function report_activity(array $order): array {
    global $DB;
    ['course' => $course, 'learner' => $learner, 'activity' => $activity] = $order;
    $grades = grade_get_grades($course, 'mod', 'scorm', $activity['scorm'], $learner);
    $tracks = scorm_get_tracks($activity['sco'], $learner, 1);
    return [
        'attempts' => $DB->count_records('scorm_attempt', ['scormid' => $activity['scorm'], 'userid' => $learner]),
        'elements' => $tracks ? (array) $tracks : [],
        'grade' => (float) (reset($grades->items)->grades[$learner]->grade ?? -1),
        'complete' => (int) $DB->get_field('course_modules_completion', 'completionstate', ['coursemoduleid' => $activity['module'], 'userid' => $learner]),
    ];
}

echo json_encode($argv[2] === 'make' ? make($order) : report_activity($order));
