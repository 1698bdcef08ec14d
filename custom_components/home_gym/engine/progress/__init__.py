"""What a person's past says about today: own limits, the way back, the week.

All of it follows from the records, the policy and the time, and nothing of it is kept:
whoever corrects the log has corrected the progress too.
"""
