@echo off
rem Starts bpflab on Windows: needs a JDK 17 or newer, in JAVA_HOME or on the PATH.
setlocal
set "java=java"
if defined JAVA_HOME set "java=%JAVA_HOME%\bin\java.exe"
"%java%" -version >nul 2>&1
if errorlevel 1 (
    echo bpflab: no Java found; install a JDK 17 or newer ^(winget install EclipseAdoptium.Temurin.21.JDK^) or set JAVA_HOME >&2
    exit /b 2
)
"%java%" --list-modules 2>nul | findstr /b "jdk.jshell@" >nul
if errorlevel 1 (
    echo bpflab: this Java is only a runtime, or older than 9: it has no jdk.jshell; bpflab needs a whole JDK 17 or newer >&2
    exit /b 2
)
set "flags=-XX:+UseSerialGC"
rem From Java 23 on, libraries that use memory by its address are named in warnings unless they are allowed to.
"%java%" --sun-misc-unsafe-memory-access=allow -version >nul 2>&1
if not errorlevel 1 set "flags=%flags% --sun-misc-unsafe-memory-access=allow --enable-native-access=ALL-UNNAMED"
"%java%" %flags% %BPFLAB_JAVA_OPTS% -jar "%~dp0bpflab.jar" %*
exit /b %errorlevel%
