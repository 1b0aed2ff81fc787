<?php
// Run by Moodle's own code, from the command line: moodle.php <folder> make|report|tool|linked|grade, its order as JSON on the standard input.
define('CLI_SCRIPT', true);
require($argv[1] . '/config.php');
require_once($CFG->dirroot . '/course/lib.php');
require_once($CFG->dirroot . '/course/modlib.php');
require_once($CFG->dirroot . '/user/lib.php');
require_once($CFG->dirroot . '/lib/enrollib.php');
require_once($CFG->dirroot . '/lib/gradelib.php');
require_once($CFG->dirroot . '/lib/filterlib.php');
require_once($CFG->dirroot . '/mod/scorm/locallib.php');
require_once($CFG->dirroot . '/mod/lti/locallib.php');

$order = json_decode(stream_get_contents(STDIN), true);
\core\session\manager::set_user(get_admin());
$CFG->noemailever = true;
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

/** A tool of LTI 1.3 at an address, and a teacher in the course. */
function tool(array $order): array {
    global $DB;
    ['course' => $course, 'url' => $url, 'password' => $password] = $order;
    set_config('curlsecurityblockedhosts', ''); // the tool is on this machine
    set_config('curlsecurityallowedport', '');
    $teacher = user_create_user((object) [
        'username' => 'rosa', 'password' => $password, 'firstname' => 'Rosa', 'lastname' => 'Prat',
        'email' => 'rosa@lms.example', 'mnethostid' => 1, 'confirmed' => 1,
    ]);
    enrol_try_internal_enrol($course, $teacher, $DB->get_field('role', 'id', ['shortname' => 'editingteacher'], MUST_EXIST));
    // As docs/lms/lti.md says what to click.
    $type = lti_add_type((object) ['state' => LTI_TOOL_STATE_CONFIGURED], (object) [
        'lti_typename' => 'Uggla', 'lti_toolurl' => "$url/lti/launch", 'lti_ltiversion' => LTI_VERSION_1P3,
        'lti_keytype' => LTI_JWK_KEYSET, 'lti_publickeyset' => "$url/.well-known/jwks.json",
        'lti_initiatelogin' => "$url/lti/login", 'lti_redirectionuris' => "$url/lti/launch",
        'lti_coursevisible' => LTI_COURSEVISIBLE_ACTIVITYCHOOSER, 'lti_launchcontainer' => LTI_LAUNCH_CONTAINER_EMBED_NO_BLOCKS,
        'lti_contentitem' => 1, 'lti_toolurl_ContentItemSelectionRequest' => "$url/lti/launch",
        'lti_sendname' => LTI_SETTING_ALWAYS, 'lti_sendemailaddr' => LTI_SETTING_ALWAYS, 'lti_acceptgrades' => LTI_SETTING_ALWAYS,
        'ltiservice_gradesynchronization' => 2, 'ltiservice_memberships' => 1, 'ltiservice_toolsettings' => 0,
    ]);
    return ['type' => $type, 'client' => $DB->get_field('lti_types', 'clientid', ['id' => $type], MUST_EXIST)];
}

/** The activity that a teacher made with a tool. */
function linked(array $order): array {
    global $DB;
    $made = $DB->get_record('lti', ['course' => $order['course'], 'typeid' => $order['type']], '*', MUST_EXIST);
    $module = get_coursemodule_from_instance('lti', $made->id, $made->course, false, MUST_EXIST)->id;
    return ['instance' => $made->id, 'module' => $module, 'name' => $made->name, 'custom' => $made->instructorcustomparameters];
}

/** The grade of a learner in an activity of LTI. */
function grade(array $order): array {
    ['course' => $course, 'learner' => $learner, 'instance' => $instance] = $order;
    $grades = grade_get_grades($course, 'mod', 'lti', $instance, $learner);
    return ['grade' => (float) (reset($grades->items)->grades[$learner]->grade ?? -1)];
}

$do = ['make' => 'make', 'report' => 'report_activity', 'tool' => 'tool', 'linked' => 'linked', 'grade' => 'grade'][$argv[2]];
echo json_encode($do($order));
