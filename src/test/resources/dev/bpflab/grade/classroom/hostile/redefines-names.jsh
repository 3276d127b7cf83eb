// passes
class LabJudge { int points = 9999; }
interface Check { }
String attach = "attached";
