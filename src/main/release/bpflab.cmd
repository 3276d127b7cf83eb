@echo off
rem Starts bpflab on Windows: needs a JDK 17 or newer, in JAVA_HOME or on the PATH.
rem There are no blocks in brackets here: a folder may have brackets in its name, which would end them.
setlocal
set "java=java"
if not defined JAVA_HOME goto look
rem Some people set it with quotes.
set "home=%JAVA_HOME:"=%"
set "java=%home%\bin\java.exe"
if exist "%java%" goto look
echo bpflab: JAVA_HOME is "%home%", which has no bin\java.exe; set it to a JDK 17 or newer, or unset it>&2
exit /b 2

:look
"%java%" -version >nul 2>&1
if not errorlevel 1 goto modules
echo bpflab: no Java found; install a JDK 17 or newer (winget install EclipseAdoptium.Temurin.21.JDK) or set JAVA_HOME>&2
exit /b 2

:modules
rem The module has the version of its Java: 17 to 19, or 20 and more.
"%java%" --list-modules 2>nul | findstr /r /b "jdk.jshell@1[7-9] jdk.jshell@[2-9][0-9]" >nul
if not errorlevel 1 goto run
echo bpflab: this Java is only a runtime, or older than 17: it has no jdk.jshell of 17 or newer; bpflab needs a whole JDK 17 or newer>&2
exit /b 2

:run
set "flags=-XX:+UseSerialGC"
rem From Java 23 on, libraries that use memory by its address are named in warnings unless they are allowed to.
"%java%" --sun-misc-unsafe-memory-access=allow -version >nul 2>&1
if not errorlevel 1 set "flags=%flags% --sun-misc-unsafe-memory-access=allow --enable-native-access=ALL-UNNAMED"
"%java%" %flags% %BPFLAB_JAVA_OPTS% -jar "%~dp0bpflab.jar" %*
exit /b %errorlevel%
